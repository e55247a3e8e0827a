import type { Translate } from '@espresso/ui/i18n';
import { fitted } from '../model/scene.ts';
import type { Word } from '../words.ts';

const SHOWN_MAX = 24;

/** A column of numbers, to be read from ten metres away. */
export const Numbers = ({
  t,
  kind,
  numbers,
  empty,
}: {
  readonly t: Translate<Word>;
  readonly kind: 'preparing' | 'ready';
  readonly numbers: readonly number[];
  readonly empty: Word;
}) => {
  const { shown, more, size } = fitted(numbers, SHOWN_MAX);
  return (
    <section class="column" data-kind={kind} aria-labelledby={kind}>
      <h2 id={kind}>
        <span aria-hidden="true">{kind === 'ready' ? '✓ ' : '◔ '}</span>
        {t(kind)}
      </h2>
      {shown.length === 0 ? (
        <p class="empty">{t(empty)}</p>
      ) : (
        <ul class="numbers" data-size={size} role="list" {...(kind === 'ready' && { 'aria-live': 'polite' as const })}>
          {shown.map((number) => (
            <li key={number} class="number">
              <span class="aside">{t('orderNumber', { number: String(number) })}</span>
              <span aria-hidden="true">{number}</span>
            </li>
          ))}
          {more === 0 ? null : <li class="number more">{t('more', { n: more })}</li>}
        </ul>
      )}
    </section>
  );
};
