import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { layered } from '../layout/layered.ts';
import type { PlacedBox } from '../layout/graph.ts';
import { pathOf } from '../layout/path.ts';
import { wayKey, type StateStanding } from '../model/visits.ts';
import { END, START, type StateNode, type WorkflowGraph } from '../model/workflow-graph.ts';
import { ArrowHead } from './arrow-head.tsx';
import { linesOf } from './lines.ts';
import { useWords } from './words.ts';

const WIDTH = 176;
const HEIGHT = 52;
const ROUND = 26;
const MARGIN = 12;
/** Letters that fit in a line of a box. */
const LINE_MAX = 19;

/** A workflow as a graph; of an execution, with where it was, where it is, and which ways it took. */
export const WorkflowDrawing = ({
  graph,
  name,
  states = new Map(),
  taken = new Set(),
  chosen,
  onChoose,
}: {
  readonly graph: WorkflowGraph;
  readonly name: string;
  readonly states?: ReadonlyMap<string, StateStanding>;
  readonly taken?: ReadonlySet<string>;
  readonly chosen?: string | undefined;
  readonly onChoose?: (state: string) => void;
}) => {
  const t = useWords();
  const drawing = useMemo(() => drawingOf(graph), [graph]);
  const kinds = useMemo(
    () => new Map(graph.transitions.map(({ from, to, kind }) => [wayKey(from, to), kind])),
    [graph],
  );
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const last = new Set(graph.transitions.filter(({ to }) => to === END).map(({ from }) => from));
  const isStarted = states.size > 0;
  const current = [...states].filter(([, standing]) => standing === 'current').map(([state]) => state);
  const passed = [...states].filter(([, standing]) => standing === 'passed').length;
  const label = t('graphLabel', {
    name,
    passed,
    all: graph.nodes.length - 2,
    current: current.join(', ') || t('ended'),
  });
  // Where the drawing is wider than its window, the window begins where the order is.
  const window = useRef<HTMLDivElement>(null);
  const focus = drawing.boxes.find(({ id }) => id === (current[0] ?? START));
  useLayoutEffect(() => {
    const element = window.current;
    if (element === null || focus === undefined) return;
    element.scrollLeft = (focus.x / drawing.width) * element.scrollWidth - element.clientWidth / 2;
  }, [focus, drawing]);
  return (
    <div class="drawing" ref={window} tabIndex={0} role="group" aria-label={label}>
      <svg
        class="graph fitted"
        width={drawing.width + 2 * MARGIN}
        height={drawing.height + 2 * MARGIN}
        viewBox={`${-MARGIN} ${-MARGIN} ${drawing.width + 2 * MARGIN} ${drawing.height + 2 * MARGIN}`}
      >
        <ArrowHead id="head" />
        {drawing.ways.map(({ from, to, points }) => (
          <path
            key={wayKey(from, to)}
            class="way"
            d={pathOf(points)}
            data-kind={kinds.get(wayKey(from, to))}
            data-taken={isTaken(from, to, taken, isStarted) ? '' : undefined}
            marker-end="url(#head)"
          />
        ))}
        {drawing.boxes.map((box) => {
          const node = nodes.get(box.id);
          return node === undefined ? null : (
            <State
              key={box.id}
              box={box}
              node={node}
              standing={states.get(box.id) ?? 'untouched'}
              isLast={last.has(box.id)}
              isChosen={chosen === box.id}
              onChoose={onChoose}
            />
          );
        })}
      </svg>
    </div>
  );
};

const isTaken = (from: string, to: string, taken: ReadonlySet<string>, isStarted: boolean): boolean =>
  from === START ? isStarted : taken.has(wayKey(from, to));

/** The end is not drawn as a place: lines to it from everywhere would be most of the picture. States that end are marked instead. */
const drawingOf = ({ nodes, transitions }: WorkflowGraph) =>
  layered(
    nodes
      .filter(({ id }) => id !== END)
      .map(({ id }) => ({ id, width: id === START ? ROUND : WIDTH, height: id === START ? ROUND : HEIGHT })),
    transitions,
  );

const State = ({
  box,
  node,
  standing,
  isLast,
  isChosen,
  onChoose,
}: {
  readonly box: PlacedBox;
  readonly node: StateNode;
  readonly standing: StateStanding;
  /** The workflow may end here. */
  readonly isLast: boolean;
  readonly isChosen: boolean;
  readonly onChoose: ((state: string) => void) | undefined;
}) => {
  const t = useWords();
  const { x, y, width, height } = box;
  if (node.id === START) return <circle class="terminal" cx={x} cy={y} r={ROUND / 2} />;
  const lines = linesOf(node.id, LINE_MAX);
  const words = {
    untouched: 'standUntouched',
    passed: 'standPassed',
    current: 'standCurrent',
    failed: 'standFailed',
  } as const;
  const choosing =
    onChoose === undefined || standing === 'untouched'
      ? {}
      : {
          role: 'button' as const,
          tabindex: 0,
          onClick: () => onChoose(node.id),
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            onChoose(node.id);
          },
          'aria-pressed': isChosen,
          'aria-label': `${node.id}: ${t(words[standing])}`,
        };
  return (
    <g
      class="state"
      data-standing={standing}
      data-type={node.type}
      data-chosen={isChosen ? '' : undefined}
      {...choosing}
    >
      <title>{node.comment ?? node.id}</title>
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={node.type === 'Choice' ? height / 2 : 12}
      />
      {isLast ? (
        <rect class="last" x={x - width / 2 + 4} y={y - height / 2 + 4} width={width - 8} height={height - 8} rx={8} />
      ) : null}
      <text>
        {lines.map((line, at) => (
          <tspan key={line} x={x} y={y + (at - (lines.length - 1) / 2) * 17 + 5}>
            {at === 0 ? line : ` ${line}`}
          </tspan>
        ))}
      </text>
      {standing === 'untouched' ? null : (
        <text class="sign" aria-hidden="true" x={x + width / 2 - 12} y={y - height / 2 + 5}>
          {standing === 'passed' ? '✓' : standing === 'failed' ? '✕' : '●'}
        </text>
      )}
      {node.waitsForToken ? <path class="pause" d={`M${x - width / 2 + 10} ${y - height / 2 - 6}v12m7 0v-12`} /> : null}
    </g>
  );
};
