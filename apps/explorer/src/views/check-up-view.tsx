import { Button } from '@espresso/ui';
import type { Place } from '../model/address.ts';
import { checkUp, type Checked, type Finding } from '../wire.ts';
import { Fold, Pill } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { useReading } from './use-reading.ts';
import { useSpeech } from './words.ts';

const EVERY_MS = 60_000;

const severities = {
  error: ['bad', 'severityError'],
  warning: ['warn', 'severityWarning'],
  hint: ['quiet', 'severityHint'],
} as const;

/** The running bar, examined: what is not as it should be, what shows it, and what to do. */
export const CheckUpView = () => {
  const { t, formats } = useSpeech();
  const { worksEverywhere } = useExplorer();
  const { value, refused, again } = useReading('/api/check-up', checkUp, EVERY_MS);
  if (!worksEverywhere) return <p class="nothing">{t('notAllShops')}</p>;
  if (value === undefined)
    return <p role="status">{refused === undefined ? t('loading') : t('refused', { why: refused })}</p>;
  const { checks, examined, at } = value;
  const found = checks.filter(({ count }) => count > 0);
  const sound = checks.filter(({ count }) => count === 0);
  return (
    <div class="check-up">
      <header class="row">
        <div role="status">
          {found.every(({ severity }) => severity === 'hint') ? <Pill kind="good">{t('allSound')}</Pill> : null}
          <p class="soft">
            {t('examined', { events: formats.number(examined.events), rules: examined.rules, checks: checks.length })}{' '}
            {formats.shortClock(at)}
          </p>
        </div>
        <Button kind="quiet" onClick={again}>
          {t('examineAgain')}
        </Button>
      </header>
      {found.map((check) => (
        <FailedCheck key={check.id} check={check} />
      ))}
      <Fold title={t('soundChecks', { n: sound.length })} open={found.length === 0}>
        <ul class="sound" lang="en">
          {sound.map(({ id, claim }) => (
            <li key={id}>
              <Pill kind="good">{claim}</Pill>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
};

const FailedCheck = ({ check: { id, claim, remedy, severity, findings, count } }: { readonly check: Checked }) => {
  const { t } = useSpeech();
  const [kind, word] = severities[severity];
  return (
    <section class="card failed-check" aria-labelledby={`check-${id}`}>
      <h2 id={`check-${id}`}>
        <span lang="en">{claim}</span> <Pill kind={kind}>{t(word)}</Pill>
      </h2>
      <ul class="records">
        {findings.map((finding) => (
          <li key={finding.what}>
            <Shown finding={finding} />
          </li>
        ))}
      </ul>
      {count > findings.length ? <p class="soft">{t('more', { n: count - findings.length })}</p> : null}
      <p>
        <strong>{t('remedy')}</strong> <span lang="en">{remedy}</span>
      </p>
    </section>
  );
};

const Shown = ({ finding: { what, item, evidence } }: { readonly finding: Finding }) => {
  const { places } = useExplorer();
  const to = item === undefined ? undefined : placeOf(item);
  return (
    <div class="stack" lang="en">
      {to === undefined ? (
        <span>{what}</span>
      ) : (
        <button type="button" class="link" onClick={() => places.go(to)}>
          {what}
        </button>
      )}
      {evidence.length === 0 ? null : (
        <span class="row">
          {evidence.map(({ id, number, type }) => (
            <button
              key={number}
              type="button"
              class="small-button"
              onClick={() => places.go({ view: 'bus', event: id })}
            >
              #{number} {type}
            </button>
          ))}
        </span>
      )}
    </div>
  );
};

const placeOf = (item: string): Partial<Place> =>
  item.startsWith('order:') ? { view: 'order', order: item.slice('order:'.length) } : { view: 'catalogue', item };
