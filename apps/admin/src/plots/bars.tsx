import type { Hour } from '../model/hours.ts';
import { scaleTo } from '../model/scale.ts';
import { frame, hourTicks, widthOf } from './frame.ts';

/** Orders of every hour as bars: finished ones below, those that came to nothing on top, hatched. */
export const OrderBars = ({
  hours,
  label,
  hourName,
}: {
  readonly hours: readonly Hour[];
  readonly label: string;
  readonly hourName: (startMs: number) => string;
}) => {
  const { left, top, height } = frame;
  const scale = scaleTo(Math.max(0, ...hours.map(({ summary }) => summary?.orders ?? 0)));
  const step = widthOf / Math.max(1, hours.length);
  const barWidth = Math.max(1, step - Math.min(4, step * 0.25));
  const heightOf = (count: number) => (count / scale.max) * height;
  return (
    <svg class="plot" viewBox={frame.viewBox} role="img" aria-label={label}>
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" class="hatch-ground" />
          <path d="M0 0v6" class="hatch-line" />
        </pattern>
      </defs>
      <Grid scale={scale} text={String} />
      {hours.map(({ startMs, summary }, at) => {
        if (summary === undefined || summary.orders === 0) return null;
        const x = left + at * step + (step - barWidth) / 2;
        const made = heightOf(summary.finished);
        const lost = heightOf(summary.orders - summary.finished);
        return (
          <g key={startMs}>
            <title>{`${hourName(startMs)}: ${summary.orders}`}</title>
            <rect class="bar-made" x={x} y={top + height - made} width={barWidth} height={made} />
            <rect fill="url(#hatch)" x={x} y={top + height - made - lost} width={barWidth} height={lost} />
          </g>
        );
      })}
      <HourAxis hours={hours} step={step} hourName={hourName} />
    </svg>
  );
};

/** Round steps across the plot, each with its value. */
export const Grid = ({
  scale: { max, ticks },
  text,
}: {
  readonly scale: { readonly max: number; readonly ticks: readonly number[] };
  readonly text: (tick: number) => string;
}) => (
  <g class="grid">
    {ticks.map((tick) => {
      const y = frame.top + frame.height * (1 - tick / max);
      return (
        <g key={tick}>
          <path d={`M${frame.left} ${y}h${widthOf}`} />
          <text x={frame.left - 8} y={y + 4} text-anchor="end">
            {text(tick)}
          </text>
        </g>
      );
    })}
  </g>
);

/** The hours below the plot: as many as there is room for. */
export const HourAxis = ({
  hours,
  step,
  hourName,
}: {
  readonly hours: readonly Hour[];
  readonly step: number;
  readonly hourName: (startMs: number) => string;
}) => (
  <g class="axis">
    {hourTicks(hours.length).map((at) => (
      <text key={at} x={frame.left + (at + 0.5) * step} y={frame.top + frame.height + 20} text-anchor="middle">
        {hourName(hours[at]?.startMs ?? 0)}
      </text>
    ))}
  </g>
);
