import type { Hour } from '../model/hours.ts';
import { lineThrough, scaleTo } from '../model/scale.ts';
import { Grid, HourAxis } from './bars.tsx';
import { frame, widthOf } from './frame.ts';

/** How long half of the guests and nine of ten waited, hour by hour, in minutes. */
export const WaitLines = ({
  hours,
  label,
  hourName,
}: {
  readonly hours: readonly Hour[];
  readonly label: string;
  readonly hourName: (startMs: number) => string;
}) => {
  const { left, top, height } = frame;
  const waits = hours.map(({ summary }) => summary?.waits.queue ?? undefined);
  const scale = scaleTo(Math.max(0, ...waits.map((wait) => (wait?.p90Seconds ?? 0) / 60)));
  const step = widthOf / Math.max(1, hours.length);
  const pointsOf = (which: 'p50Seconds' | 'p90Seconds') =>
    waits.map((wait, at) =>
      wait === undefined
        ? undefined
        : ([left + (at + 0.5) * step, top + height * (1 - wait[which] / 60 / scale.max)] as const),
    );
  const half = pointsOf('p50Seconds');
  const most = pointsOf('p90Seconds');
  return (
    <svg class="plot" viewBox={frame.viewBox} role="img" aria-label={label}>
      <Grid scale={scale} text={String} />
      <path class="line-most" d={lineThrough(most)} />
      <path class="line-half" d={lineThrough(half)} />
      {most.map((point, at) =>
        point === undefined ? null : <path key={at} class="dot-most" d={`M${point[0]} ${point[1] - 5}l5 5-5 5-5-5z`} />,
      )}
      {half.map((point, at) =>
        point === undefined ? null : <circle key={at} class="dot-half" cx={point[0]} cy={point[1]} r="4.5" />,
      )}
      <HourAxis hours={hours} step={step} hourName={hourName} />
    </svg>
  );
};
