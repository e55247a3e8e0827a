import { Button, Notice } from '@espresso/ui';
import type { JsonObject } from '@espresso/kernel';
import { Pill } from '../views/bits.tsx';
import { useExplorer } from '../views/explorer.ts';
import { useSpeech } from '../views/words.ts';
import { speeds } from './new-day.tsx';
import { State } from './sandbox-list.tsx';
import { useSandboxWords } from './use-words.ts';
import { sandbox as sandboxShape, type Sandbox } from './wire.ts';

const TRIES_MAX = 3;
/** Cutting the power at every commit would leave nothing to look at. */
const knobs = [
  ['repeats', 1],
  ['losses', 0.5],
  ['delays', 0.5],
  ['throws', 0.3],
  ['lostAnswers', 0.5],
  ['powerCuts', 0.1],
] as const;
const STEPS = 10;

/** One sandbox from the inside: how its day goes, the switches that break it, and whether every promise holds. */
export const Panel = ({ sandbox, again }: { readonly sandbox: Sandbox; readonly again: () => void }) => {
  const t = useSandboxWords();
  const { t: page, formats, language } = useSpeech();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const { real, ids, mayAct, say, bus } = useExplorer();
  const base = `/api/sandboxes/${sandbox.sandboxId}`;
  const tell = async (path: string, body: JsonObject, method: 'PUT' | 'POST'): Promise<void> => {
    const told = await real.command(base + path, body, sandboxShape, { key: ids.next(), method, triesMax: TRIES_MAX });
    if (!told.ok) say(page('refused', { why: told.detail ?? told.reason }));
    again();
  };
  const turn = (body: JsonObject): void => void tell('/knobs', body, 'PUT');
  const trouble = (body: JsonObject): void => void tell('/troubles', body, 'POST');
  const lives = sandbox.state === 'running' || sandbox.state === 'paused';
  const switches = (bus.catalogue.value?.contexts ?? []).flatMap(({ functions, rules }) => [
    ...rules.flatMap(({ name, target }) => (target.startsWith('workflow') ? [] : [name])),
    ...functions.map(({ name }) => name),
  ]);
  return (
    <>
      <section class="card stack" aria-labelledby="sandbox-day">
        <h2 id="sandbox-day">
          {sandbox.name} <State state={sandbox.state} />
        </h2>
        <p>
          {formats.shortClock(sandbox.now)} · {t('ordersOf', { n: sandbox.orders })} ·{' '}
          {t('eventsOf', { n: sandbox.events })} · {t('crashesOf', { n: sandbox.crashes })}
        </p>
        <p class="soft">{t(sandbox.isTouched ? 'touched' : 'untouched')}</p>
        {sandbox.hash === undefined ? null : (
          <p class="soft">
            {t('hash')} <code>{sandbox.hash.slice(0, 16)}</code>
          </p>
        )}
        {mayAct && lives ? (
          <div class="row">
            <Button onClick={() => turn({ isPaused: sandbox.state === 'running' })}>
              {t(sandbox.state === 'running' ? 'pause' : 'goOn')}
            </Button>
            <label class="slim-field">
              <span>{t('speed')}</span>
              <select
                class="slim-input"
                value={sandbox.speed}
                onChange={({ currentTarget: { value } }) =>
                  turn({ speed: value === 'as-fast-as-possible' ? value : Number(value) })
                }
              >
                {speeds.map((one) => (
                  <option key={one} value={one}>
                    {one === 'as-fast-as-possible' ? t('fastest') : `×${one}`}
                  </option>
                ))}
              </select>
            </label>
          </div>
        ) : null}
      </section>
      {mayAct && lives ? (
        <section class="card stack" aria-labelledby="break-it">
          <h2 id="break-it">{t('goesWrong')}</h2>
          <div class="fields">
            {knobs.map(([name, max]) => (
              <label key={name} class="slim-field">
                <span>{t(name)}</span>
                <select
                  class="slim-input"
                  value={String(sandbox.faults[name] ?? 0)}
                  onChange={({ currentTarget: { value } }) => turn({ faults: { [name]: Number(value) } })}
                >
                  {sharesOf(sandbox.faults[name] ?? 0, max).map((share) => (
                    <option key={share} value={String(share)}>
                      {share === 0 ? t('never') : share === 1 ? t('always') : percent.format(share)}
                    </option>
                  ))}
                </select>
              </label>
            ))}
            <label class="slim-field">
              <span>{t('off')}</span>
              <select
                class="slim-input"
                value={sandbox.off[0] ?? ''}
                onChange={({ currentTarget: { value } }) => turn({ off: value === '' ? [] : [value] })}
              >
                <option value="">{t('never')}</option>
                {switches.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <p class="soft">{t('offText')}</p>
          <div class="row">
            <Button onClick={() => trouble({ type: 'power-cut' })}>{t('powerCut')}</Button>
            <Button onClick={() => trouble({ type: 'clock-jump', minutes: 15 })}>{t('jump')}</Button>
            <Button kind="danger" onClick={() => trouble({ type: 'lie' })}>
              {t('lie')}
            </Button>
          </div>
          <p class="soft">{t('lieText')}</p>
        </section>
      ) : null}
      <section class="card stack" aria-labelledby="promises">
        <h2 id="promises">{t('promises')}</h2>
        <p role="status">
          {sandbox.breach === undefined ? (
            <Pill kind="good">{t('allHold')}</Pill>
          ) : (
            <Pill kind="bad">
              {t('broke', { number: sandbox.breach.invariant, found: sandbox.breach.found.slice(0, 300) })}
            </Pill>
          )}{' '}
          <span class="soft">{t('looked', { n: sandbox.looks })}</span>
        </p>
        {sandbox.isTampered ? <Notice kind="warn">{t('tampered')}</Notice> : null}
        <ol class="promises">
          {sandbox.invariants.map(({ number, sentence, holds }) => (
            <li key={number}>
              <Pill kind={holds ? 'good' : 'bad'}>
                {number} <span class="aside">{t(holds ? 'holds' : 'brokenNow')}</span>
              </Pill>{' '}
              <span lang="en" dir="ltr">
                {sentence}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
};

/** Ten steps up to the most, and what is set already. */
const sharesOf = (now: number, max: number): readonly number[] =>
  [
    ...new Set([
      0,
      ...Array.from({ length: STEPS }, (_, step) => Number(((max * (step + 1)) / STEPS).toFixed(3))),
      now,
    ]),
  ].sort((a, b) => a - b);
