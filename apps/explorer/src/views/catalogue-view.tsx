import { useState } from 'preact/hooks';
import { ranked } from '../model/ranked.ts';
import type { Catalogue } from '../wire.ts';
import { CatalogueItem } from './catalogue-item.tsx';
import { useExplorer } from './explorer.ts';
import { useWords } from './words.ts';

/** Something of the catalogue, under the name it has in addresses. */
export interface Entry {
  readonly item: string;
  readonly name: string;
  readonly kind: 'context' | 'event' | 'rule' | 'workflow';
}

/** All there is, contexts first. */
export const entriesOf = ({ contexts, events }: Catalogue): readonly Entry[] => [
  ...contexts.map(({ name }) => ({ item: `context:${name}`, name, kind: 'context' as const })),
  ...events.map(({ detailType: name }) => ({ item: `event:${name}`, name, kind: 'event' as const })),
  ...contexts.flatMap(({ rules }) => rules.map(({ name }) => ({ item: `rule:${name}`, name, kind: 'rule' as const }))),
  ...contexts.flatMap(({ workflows }) =>
    workflows.map(({ name }) => ({ item: `workflow:${name}`, name, kind: 'workflow' as const })),
  ),
];

const groups = [
  ['context', 'contexts'],
  ['event', 'events'],
  ['workflow', 'workflows'],
  ['rule', 'rules'],
] as const;

/** Contexts, events, workflows and rules, each with all that is known of it. */
export const CatalogueView = () => {
  const t = useWords();
  const { bus, places } = useExplorer();
  const [wish, setWish] = useState('');
  const catalogue = bus.catalogue.value;
  const { item } = places.place.value;
  if (catalogue === undefined) return <p role="status">{t('loading')}</p>;
  const found = wish === '' ? entriesOf(catalogue) : ranked(wish, entriesOf(catalogue), ({ name }) => name);
  return (
    <div class="catalogue" data-open={item === '' ? undefined : ''}>
      <nav class="catalogue-list" aria-label={t('catalogue')}>
        <label class="slim-field wide">
          <span>{t('filterList')}</span>
          <input
            class="slim-input"
            type="search"
            value={wish}
            onInput={(event) => setWish(event.currentTarget.value)}
          />
        </label>
        {groups.map(([kind, title]) => {
          const entries = found.filter((entry) => entry.kind === kind);
          return entries.length === 0 ? null : (
            <section key={kind}>
              <h2>
                {t(title)} <span class="soft">{entries.length}</span>
              </h2>
              <ul class="entries">
                {entries.map(({ item: target, name }) => (
                  <li key={target}>
                    <button
                      type="button"
                      class="entry"
                      aria-current={item === target ? 'true' : undefined}
                      onClick={() => places.go({ item: target })}
                    >
                      {name}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </nav>
      <section class="catalogue-item" aria-live="polite">
        {item === '' ? (
          <p class="nothing">{t('chooseOne')}</p>
        ) : (
          <CatalogueItem item={item} onClose={() => places.go({ item: '' })} />
        )}
      </section>
    </div>
  );
};
