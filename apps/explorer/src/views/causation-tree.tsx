import { causationTree } from '../model/causation.ts';
import type { BusEvent } from '../wire.ts';
import { OwnerMark, ownerOf, TypeName } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { useSpeech } from './words.ts';

/** Deeper than that is drawn no further in: a phone has no room. */
const DEPTH_DRAWN_MAX = 8;

/** A conversation as a tree: each event below what caused it. */
export const CausationTree = ({
  events,
  chosen,
}: {
  readonly events: readonly BusEvent[];
  readonly chosen: string;
}) => {
  const { t, formats } = useSpeech();
  const { places } = useExplorer();
  const first = Date.parse(events[0]?.at ?? '');
  return (
    <ol class="tree" aria-label={t('causation')}>
      {causationTree(events).map(({ event, depth }) => (
        <li key={event.number} style={{ paddingInlineStart: `${Math.min(depth, DEPTH_DRAWN_MAX) * 1.25}rem` }}>
          <button
            type="button"
            class="event-link"
            aria-current={event.id === chosen ? 'true' : undefined}
            onClick={() => places.go({ view: 'bus', event: event.id })}
          >
            {depth === 0 ? null : (
              <span class="soft" aria-hidden="true">
                ↳
              </span>
            )}
            <OwnerMark owner={ownerOf(event.source)} />
            <span>
              <TypeName type={event.detailType} />
              <span class="tree-sentence soft">{event.sentence}</span>
            </span>
            <span class="tree-time soft">+{formats.duration(Date.parse(event.at) - first)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
};
