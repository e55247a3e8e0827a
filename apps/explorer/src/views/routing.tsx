import type { Json } from '@espresso/kernel';
import { askable, verdictsOn, verdictOn, type RuleVerdict } from '../model/routing.ts';
import { patternFrom } from '../model/filter.ts';
import type { BusEvent, RuleView, Trace, TracedDelivery } from '../wire.ts';
import { Pill } from './bits.tsx';
import { useExplorer } from './explorer.ts';
import { useSpeech } from './words.ts';

/** Received, matched by these rules, delivered there; and of every other rule, the field that kept it from matching. */
export const Routing = ({
  event,
  traced,
}: {
  readonly event: BusEvent;
  readonly traced: Trace | 'failed' | undefined;
}) => {
  const { t, formats } = useSpeech();
  const { bus, places } = useExplorer();
  const verdicts = verdictsOn(event, bus.rules.value);
  const matched = verdicts.filter(({ outcome }) => outcome === 'matched');
  const others = verdicts.filter(({ outcome }) => outcome !== 'matched');
  const { pattern } = places.place.value.filter;
  const isOlder = typeof traced === 'object' && event.at < traced.since;
  return (
    <>
      {pattern.trim() === '' ? null : <OwnPattern event={event} pattern={pattern} />}
      <p>{matched.length === 0 ? t('heardByNobody') : t('heard', { n: matched.length })}</p>
      <ul class="rules">
        {matched.map(({ rule }) => (
          <li key={rule.name}>
            <RuleName rule={rule} />
            <DeliveryState
              delivery={
                typeof traced === 'object' ? traced.deliveries.find((one) => one.rule === rule.name) : undefined
              }
            />
          </li>
        ))}
      </ul>
      {isOlder && matched.length > 0 ? (
        <p class="soft">{t('notRemembered', { at: formats.shortClock(traced.since) })}</p>
      ) : null}
      {traced === 'failed' ? <p class="soft">{t('noTrace')}</p> : null}
      {others.length === 0 ? null : (
        <details class="why-not">
          <summary>{t('notHeard', { n: others.length })}</summary>
          <ul class="rules">
            {others.map((verdict) => (
              <li key={verdict.rule.name}>
                <RuleName rule={verdict.rule} />
                <WhyNot verdict={verdict} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const RuleName = ({ rule: { name, target } }: { readonly rule: RuleView }) => {
  const { t } = useSpeech();
  const { places } = useExplorer();
  return (
    <span>
      <button type="button" class="link" onClick={() => places.go({ view: 'catalogue', item: `rule:${name}` })}>
        {name}
      </button>{' '}
      <span class="soft">
        {target.type === 'workflow'
          ? t('toWorkflow', { name: target.workflow ?? '' })
          : t(target.type === 'effect' ? 'toEffect' : 'toHandler')}
      </span>
    </span>
  );
};

const DeliveryState = ({ delivery }: { readonly delivery: TracedDelivery | undefined }) => {
  const { t, formats } = useSpeech();
  if (delivery === undefined) return null;
  const { state, attempts, dueAt, error } = delivery;
  const last = attempts.at(-1);
  return (
    <span class="delivery">
      <Pill kind={state === 'done' ? 'good' : state === 'dead' ? 'bad' : 'warn'}>
        {t(state === 'done' ? 'delivered' : state === 'dead' ? 'dead' : 'retrying')}
      </Pill>
      {attempts.length === 0 ? null : <span class="soft">{t('attempt', { n: attempts.length })}</span>}
      {last?.result !== 'done' ? null : <span class="soft">{formats.duration(last.tookMs)}</span>}
      {dueAt === undefined ? null : <span>{t('nextTry', { at: formats.shortClock(dueAt) })}</span>}
      {error === undefined ? null : (
        <span class="fault">
          {error.name}: {error.message}
        </span>
      )}
    </span>
  );
};

/** What kept a rule from matching: the field, what it held, what was wanted. */
export const WhyNot = ({ verdict }: { readonly verdict: RuleVerdict }) => {
  const { t } = useSpeech();
  if (verdict.outcome === 'not-readable') return <p class="soft">{t('notReadable')}</p>;
  if (verdict.outcome === 'matched') return <Pill kind="good">{t('matches')}</Pill>;
  if (verdict.apart) return <p>{t('apart')}</p>;
  return (
    <ul class="missed">
      {verdict.missed.map(({ path, held, wanted }) => (
        <li key={path}>
          {t('whyNot', {
            path,
            held: held.length === 0 ? t('heldNothing') : shown(held),
            wanted: shown(wanted),
          })}
        </li>
      ))}
    </ul>
  );
};

const SHOWN_MAX = 4;
const shown = (values: readonly Json[]): string => {
  const told = values.slice(0, SHOWN_MAX).map((value) => JSON.stringify(value));
  return told.join(', ') + (values.length > SHOWN_MAX ? ` … (${values.length})` : '');
};

/** What the pattern that somebody types says to this very event: a tester for rules. */
const OwnPattern = ({ event, pattern }: { readonly event: BusEvent; readonly pattern: string }) => {
  const { t } = useSpeech();
  const compiled = patternFrom(pattern);
  if (typeof compiled === 'string') return null;
  const [asked] = askable([
    { name: t('yourPattern'), owner: '', bus: '', pattern: compiled.source, target: { type: '' } },
  ]);
  return asked === undefined ? null : (
    <div class="own-pattern">
      <strong>{t('yourPattern')}</strong>
      <WhyNot verdict={verdictOn(event, asked)} />
    </div>
  );
};
