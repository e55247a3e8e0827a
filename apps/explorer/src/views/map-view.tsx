import { useMemo } from 'preact/hooks';
import { layered } from '../layout/layered.ts';
import { sidewaysPathOf, middleOf, turned } from '../layout/path.ts';
import { countOf, tiesBetween, type ContextTie, type Lately } from '../model/context-map.ts';
import type { Catalogue } from '../wire.ts';
import { lookOf } from './bits.tsx';
import { ArrowHead } from './arrow-head.tsx';
import { CatalogueItem } from './catalogue-item.tsx';
import { useExplorer } from './explorer.ts';
import { useWords } from './words.ts';

const WIDTH = 172;
const HEIGHT = 68;
const MARGIN = 12;

/** Who tells whom, from the definitions; how much, from the log as it grows. */
export const MapView = () => {
  const t = useWords();
  const { bus, places } = useExplorer();
  const catalogue = bus.catalogue.value;
  const { item } = places.place.value;
  if (catalogue === undefined) return <p role="status">{t('loading')}</p>;
  return (
    <div class="map" data-open={item === '' ? undefined : ''}>
      <section aria-label={t('map')} class="stack">
        <p class="soft">{t('mapHint')}</p>
        <Drawn
          catalogue={catalogue}
          lately={bus.lately.value}
          chosen={item}
          onChoose={(next) => places.go({ item: next })}
        />
      </section>
      {item === '' ? null : (
        <aside class="panel" aria-label={item}>
          <CatalogueItem item={item} onClose={() => places.go({ item: '' })} />
        </aside>
      )}
    </div>
  );
};

const Drawn = ({
  catalogue,
  lately,
  chosen,
  onChoose,
}: {
  readonly catalogue: Catalogue;
  readonly lately: Lately;
  readonly chosen: string;
  readonly onChoose: (item: string) => void;
}) => {
  const t = useWords();
  const { ties, drawing } = useMemo(() => drawn(catalogue), [catalogue]);
  const told = new Map(catalogue.contexts.map(({ name }) => [name, publishedBy(catalogue, name)]));
  return (
    <div class="drawing" tabIndex={0} role="group" aria-label={t('mapLabel', { n: catalogue.contexts.length })}>
      <svg
        class="graph fitted wide"
        width={drawing.width + 2 * MARGIN}
        height={drawing.height + 2 * MARGIN}
        viewBox={`${-MARGIN} ${-MARGIN} ${drawing.width + 2 * MARGIN} ${drawing.height + 2 * MARGIN}`}
      >
        <ArrowHead id="map-head" />
        {drawing.ways.map(({ from, to, points }) => {
          const tie = ties.find((one) => one.from === from && one.to === to);
          const count = tie === undefined ? 0 : countOf(lately, tie.events);
          const label = middleOf(points);
          const touches = chosen === `context:${from}` || chosen === `context:${to}`;
          return (
            <g key={`${from}→${to}`}>
              <path
                class="way"
                d={sidewaysPathOf(points)}
                data-kind={tie?.events.length === 0 ? 'calls' : 'next'}
                data-taken={count > 0 || touches ? '' : undefined}
                marker-end="url(#map-head)"
              />
              {count === 0 ? null : (
                <g class="count">
                  <rect x={label.x - 15} y={label.y - 11} width={30} height={22} rx={11} />
                  <text x={label.x} y={label.y + 5}>
                    {count}
                  </text>
                </g>
              )}
            </g>
          );
        })}
        {drawing.boxes.map(({ id, x, y, width, height }) => {
          const count = countOf(lately, told.get(id) ?? []);
          const item = `context:${id}`;
          return (
            <g
              class="state context"
              key={id}
              data-look={lookOf(id)}
              data-chosen={chosen === item ? '' : undefined}
              data-standing={count > 0 ? 'passed' : 'untouched'}
              role="button"
              tabindex={0}
              aria-pressed={chosen === item}
              onClick={() => onChoose(item)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                onChoose(item);
              }}
            >
              <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx={14} />
              <rect class="look" x={x - width / 2} y={y - height / 2 + 10} width={5} height={height - 20} rx={2.5} />
              <text>
                <tspan x={x} y={y + (count > 0 ? -2 : 5)}>
                  {id}
                </tspan>
                {count > 0 ? (
                  <tspan class="small" x={x} y={y + 16}>
                    {` ${t('inLastMinute', { n: count })}`}
                  </tspan>
                ) : null}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
};

const drawn = (catalogue: Catalogue) => {
  const ties: readonly ContextTie[] = tiesBetween(catalogue);
  // Laid out top down, then turned: read from left to right.
  const boxes = catalogue.contexts.map(({ name }) => ({ id: name, width: HEIGHT, height: WIDTH }));
  return { ties, drawing: turned(layered(boxes, ties, { gapAcross: 44, gapDown: 110, wayWidth: 22 })) };
};

const publishedBy = ({ events }: Catalogue, context: string): readonly string[] =>
  events.filter(({ owner }) => owner === context).map(({ detailType }) => detailType);
