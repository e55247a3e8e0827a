import { useState } from 'preact/hooks';
import { drawStorm, linesOf, NOTE, type Placed } from '../model/storm-layout.ts';
import type { Storm } from '../model/storm.ts';
import type { BusEvent } from '../wire.ts';
import { useSpeech } from './words.ts';

/** The colours of event storming, the same in both themes: paper is paper. */
const paper = { event: '#ffb25b', policy: '#d8b8ee', actor: '#fff1a1', hotspot: '#ff4f9a', ink: '#1c1410' } as const;
const FONT = 'system-ui, sans-serif';
const LINE = 15;

/** The board itself: one drawing with all its colours in it, so that it looks the same when it is saved. */
export const StormBoard = ({
  storm,
  zoom,
  chosen,
  onChoose,
}: {
  readonly storm: Storm;
  readonly zoom: number;
  readonly chosen: string;
  readonly onChoose: (event: BusEvent) => void;
}) => {
  const { t, formats } = useSpeech();
  const [at, setAt] = useState(0);
  const { width, height, lanes, placed, pauses } = drawStorm(storm);
  const walk = (step: number, from: SVGSVGElement): void => {
    const next = Math.min(placed.length - 1, Math.max(0, at + step));
    setAt(next);
    const note = from.querySelectorAll('[role=button]')[next];
    if (note instanceof SVGElement) note.focus();
  };
  return (
    <svg
      class="storm"
      xmlns="http://www.w3.org/2000/svg"
      role="group"
      aria-label={t('storm')}
      width={width * zoom}
      height={height * zoom}
      viewBox={`0 0 ${width} ${height}`}
      font-family={FONT}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        walk(step, event.currentTarget);
      }}
    >
      <rect width={width} height={height} fill="#fffdf9" />
      {lanes.map(({ name, y, height: tall }, index) => (
        <g key={name}>
          <rect x={0} y={y} width={width} height={tall} fill={index % 2 === 0 ? '#f6efe4' : '#fffdf9'} />
          <text x={12} y={y + tall / 2 + 5} font-size={14} font-weight={700} fill={paper.ink}>
            {name}
          </text>
        </g>
      ))}
      {pauses.map(({ x, width: wide, ms }) => (
        <g key={x}>
          <rect x={x} y={0} width={wide} height={height} fill="#8c7565" fill-opacity={0.14} />
          <text x={x + wide / 2} y={38} font-size={12} text-anchor="middle" fill="#5c4636">
            {formats.duration(ms)}
          </text>
        </g>
      ))}
      {placed.map((note) => (
        <Cause key={note.sticky.event.number} note={note} placed={placed} />
      ))}
      {placed.map((note, index) => (
        <Note
          key={note.sticky.event.number}
          note={note}
          isChosen={note.sticky.event.id === chosen}
          isNext={index === at}
          onChoose={() => {
            setAt(index);
            onChoose(note.sticky.event);
          }}
        />
      ))}
    </svg>
  );
};

const Cause = ({ note, placed }: { readonly note: Placed; readonly placed: readonly Placed[] }) => {
  const { cause } = note.sticky;
  const from = cause && placed.find(({ sticky }) => sticky.event === cause);
  if (from === undefined) return null;
  const [x1, y1] = [from.x + NOTE.width, from.y + NOTE.height / 2];
  const [x2, y2] = [note.x, note.y + NOTE.height / 2];
  return (
    <path
      d={`M ${x1} ${y1} C ${x1 + 14} ${y1}, ${x2 - 14} ${y2}, ${x2} ${y2}`}
      fill="none"
      stroke="#8c7565"
      stroke-width={1.5}
      stroke-dasharray="4 3"
    />
  );
};

const Note = ({
  note: { sticky, x, y },
  isChosen,
  isNext,
  onChoose,
}: {
  readonly note: Placed;
  readonly isChosen: boolean;
  readonly isNext: boolean;
  readonly onChoose: () => void;
}) => {
  const { t, formats } = useSpeech();
  const { event, policy, cause, trouble } = sticky;
  const lines = linesOf(event.detailType.slice(event.detailType.indexOf('.') + 1)).slice(0, 4);
  const above = policy ?? (cause === undefined ? t('fromOutside') : undefined);
  const told = trouble.map((one) => t(one)).join(', ');
  return (
    <g
      role="button"
      tabindex={isNext ? 0 : -1}
      aria-pressed={isChosen}
      onClick={onChoose}
      onKeyDown={(pressed) => {
        if (pressed.key !== 'Enter' && pressed.key !== ' ') return;
        pressed.preventDefault();
        pressed.stopPropagation();
        onChoose();
      }}
    >
      {above === undefined ? null : (
        <>
          <rect
            x={x}
            y={y - NOTE.above}
            width={NOTE.width}
            height={NOTE.above}
            fill={policy === undefined ? paper.actor : paper.policy}
          />
          <text x={x + NOTE.width / 2} y={y - 9} font-size={11} text-anchor="middle" fill={paper.ink}>
            {above.length > 20 ? `${above.slice(0, 19)}…` : above}
          </text>
        </>
      )}
      <rect
        class="note"
        x={x}
        y={y}
        width={NOTE.width}
        height={NOTE.height}
        fill={paper.event}
        stroke={paper.ink}
        stroke-width={isChosen ? 3 : 0}
      />
      {lines.map((line, index) => (
        <text
          key={line}
          x={x + NOTE.width / 2}
          y={y + NOTE.height / 2 - 2 + (index - (lines.length - 1) / 2) * LINE}
          font-size={13}
          font-weight={600}
          text-anchor="middle"
          fill={paper.ink}
        >
          {line}
        </text>
      ))}
      <text x={x + NOTE.width / 2} y={y + NOTE.height - 8} font-size={10.5} text-anchor="middle" fill={paper.ink}>
        {formats.shortClock(event.at)}
      </text>
      {trouble.length === 0 ? null : (
        <g transform={`rotate(-7 ${x + NOTE.width} ${y + NOTE.height})`}>
          <rect x={x + 26} y={y + NOTE.height - 4} width={NOTE.width - 18} height={24} fill={paper.hotspot} />
          <text
            x={x + 26 + (NOTE.width - 18) / 2}
            y={y + NOTE.height + 12}
            font-size={11.5}
            font-weight={700}
            text-anchor="middle"
            fill={paper.ink}
          >
            {told}
          </text>
        </g>
      )}
    </g>
  );
};

/** What the colours stand for. */
export const StormLegend = () => {
  const { t } = useSpeech();
  const kinds = [
    [paper.event, 'legendEvent'],
    [paper.policy, 'legendPolicy'],
    [paper.actor, 'fromOutside'],
    [paper.hotspot, 'legendHotspot'],
  ] as const;
  return (
    <ul class="legend">
      {kinds.map(([colour, word]) => (
        <li key={word}>
          <span style={{ background: colour }} aria-hidden="true" /> {t(word)}
        </li>
      ))}
    </ul>
  );
};
