import { Button } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { exported, exportFormats, mediaOf, type ExportFormat } from '../model/export.ts';
import { everything, isEverything, type Filter } from '../model/filter.ts';
import { useExplorer } from './explorer.ts';
import { saveFile } from './save-file.ts';
import { useWords } from './words.ts';

const PATTERN_EXAMPLE = '{ "detail-type": [{ "prefix": "OrderProcessor." }] }';

/** What is looked for: in the address, so that it can be sent to somebody. */
export const FilterBar = () => {
  const t = useWords();
  const { bus, places } = useExplorer();
  const { filter } = places.place.value;
  const compiled = bus.filter.value;
  const [showsPattern, setShowsPattern] = useState(filter.pattern !== '');
  useEffect(() => {
    if (filter.pattern !== '') setShowsPattern(true);
  }, [filter.pattern]);
  const wish = (change: Partial<Filter>): void => places.go({ filter: { ...filter, ...change } }, 'replace');
  const types = bus.catalogue.value?.events.map(({ detailType }) => detailType).toSorted() ?? [];
  const { feed } = bus.known.value;
  const save = (format: ExportFormat): void =>
    saveFile(`events.${format}`, mediaOf(format), exported(bus.selection.value.events, format));
  const shops = shopsIn(feed.events.slice(-2_000), filter.shop);

  return (
    <div class="filter-bar" role="search">
      <label class="slim-field wide">
        <span>{t('filterText')}</span>
        <input
          class="slim-input"
          type="search"
          value={filter.text}
          onInput={(event) => wish({ text: event.currentTarget.value })}
        />
      </label>
      <label class="slim-field">
        <span>{t('filterOrder')}</span>
        <input
          class="slim-input"
          type="search"
          value={filter.order}
          placeholder={t('filterOrderHint')}
          spellcheck={false}
          onInput={(event) => wish({ order: event.currentTarget.value })}
        />
      </label>
      <label class="slim-field">
        <span>{t('filterType')}</span>
        <select class="slim-input" value={filter.type} onChange={(event) => wish({ type: event.currentTarget.value })}>
          <option value="">{t('allTypes')}</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </select>
      </label>
      {shops.length < 2 ? null : (
        <label class="slim-field">
          <span>{t('filterShop')}</span>
          <select
            class="slim-input"
            value={filter.shop}
            onChange={(event) => wish({ shop: event.currentTarget.value })}
          >
            <option value="">{t('allShops')}</option>
            {shops.map((shop) => (
              <option key={shop} value={shop}>
                {shop}
              </option>
            ))}
          </select>
        </label>
      )}
      <button
        type="button"
        class="small-button"
        aria-expanded={showsPattern}
        aria-controls="pattern"
        onClick={() => setShowsPattern(!showsPattern)}
      >
        {'{ }'} {t('filterPattern')}
      </button>
      <div class="row" role="group" aria-label={t('saveShown')}>
        {exportFormats.map((format) => (
          <button key={format} type="button" class="small-button" onClick={() => save(format)}>
            <span aria-hidden="true">↓</span> {format.toUpperCase()}
          </button>
        ))}
      </div>
      {isEverything(filter) ? null : (
        <Button kind="plain" onClick={() => wish(everything)}>
          {t('clear')}
        </Button>
      )}
      {showsPattern ? (
        <div class="pattern" id="pattern">
          <label for="pattern-text">{t('patternTitle')}</label>
          <textarea
            id="pattern-text"
            class="slim-input code"
            rows={3}
            spellcheck={false}
            value={filter.pattern}
            placeholder={PATTERN_EXAMPLE}
            aria-invalid={!compiled.ok}
            aria-describedby="pattern-hint"
            onInput={(event) => wish({ pattern: event.currentTarget.value })}
          />
          <p id="pattern-hint" class={compiled.ok ? 'soft' : 'fault'} role="status">
            {compiled.ok ? t('patternHint') : t('patternWrong', { why: compiled.fault })}
          </p>
        </div>
      ) : null}
    </div>
  );
};

/** The shops that events tell of, and the one that is asked for. */
const shopsIn = (
  events: readonly { readonly detail: Readonly<Record<string, unknown>> }[],
  asked: string,
): readonly string[] => {
  const shops = new Set<string>(asked === '' ? [] : [asked]);
  for (const { detail } of events) {
    const { shopId } = detail;
    if (typeof shopId === 'string') shops.add(shopId);
  }
  return [...shops].toSorted();
};
