import { Button } from '@espresso/ui';
import { useState } from 'preact/hooks';
import { useExplorer } from '../views/explorer.ts';
import { useWords } from '../views/words.ts';
import { useSandboxWords } from './use-words.ts';
import { sandbox } from './wire.ts';

const TRIES_MAX = 3;
const mixes = [
  ['calm', 'calm'],
  ['rough', 'rough'],
  ['crashes', 'crashesMix'],
  ['bus', 'busMix'],
  ['clock', 'clockMix'],
  ['awful', 'awful'],
] as const;
export const speeds = ['1', '5', '20', '100', 'as-fast-as-possible'] as const;
const numbers = [
  ['seed', 'seed', 0, 4_294_967_295, 1],
  ['hours', 'hours', 0.1, 12, 0.1],
  ['customersPerHour', 'perHour', 1, 300, 1],
  ['baristas', 'baristas', 1, 20, 1],
] as const;

/** The day that the address asks for, as the command line prints it; else a usual one. */
const askedFor = (item: string): Readonly<Record<string, string>> => ({
  name: '',
  seed: '7',
  hours: '2',
  customersPerHour: '60',
  baristas: '3',
  shops: '1',
  faults: 'calm',
  speed: '20',
  ...Object.fromEntries(new URLSearchParams(item)),
});

/** The form that opens a sandbox: a day from a seed. */
export const NewDay = ({ again }: { readonly again: () => void }) => {
  const t = useSandboxWords();
  const page = useWords();
  const { real, ids, say, places } = useExplorer();
  const [values, setValues] = useState(() => askedFor(places.place.value.item));
  const [isBusy, setBusy] = useState(false);
  const change = (name: string, value: string): void => setValues((before) => ({ ...before, [name]: value }));
  const of = (name: string): string => values[name] ?? '';

  const open = async (): Promise<void> => {
    setBusy(true);
    const { speed, faults } = { speed: of('speed'), faults: of('faults') };
    const body = {
      ...(of('name').trim() !== '' && { name: of('name').trim() }),
      ...Object.fromEntries(numbers.map(([name]) => [name, Number(of(name))])),
      shops: Number(of('shops')),
      faults,
      speed: speed === 'as-fast-as-possible' ? speed : Number(speed),
    };
    const opened = await real.command('/api/sandboxes', body, sandbox, { key: ids.next(), triesMax: TRIES_MAX });
    setBusy(false);
    if (opened.ok) location.assign(`?sandbox=${opened.reply.sandboxId}&view=sandboxes`);
    else say(page('refused', { why: opened.detail ?? opened.reason }));
    again();
  };

  return (
    <section class="card stack" aria-labelledby="new-day">
      <h2 id="new-day">{t('newDay')}</h2>
      <p class="soft">{t('newDayText')}</p>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void open();
        }}
      >
        <label class="slim-field">
          <span>{t('name')}</span>
          <input
            class="slim-input"
            maxLength={60}
            value={of('name')}
            onInput={(event) => change('name', event.currentTarget.value)}
          />
        </label>
        {numbers.map(([name, word, min, max, step]) => (
          <label key={name} class="slim-field">
            <span>{t(word)}</span>
            <input
              class="slim-input"
              type="number"
              required
              min={min}
              max={max}
              step={step}
              value={of(name)}
              onInput={(event) => change(name, event.currentTarget.value)}
            />
          </label>
        ))}
        <label class="slim-field">
          <span>{t('mix')}</span>
          <select
            class="slim-input"
            value={of('faults')}
            onChange={(event) => change('faults', event.currentTarget.value)}
          >
            {mixes.map(([mix, word]) => (
              <option key={mix} value={mix}>
                {t(word)}
              </option>
            ))}
          </select>
        </label>
        <label class="slim-field">
          <span>{t('speed')}</span>
          <select
            class="slim-input"
            value={of('speed')}
            onChange={(event) => change('speed', event.currentTarget.value)}
          >
            {speeds.map((one) => (
              <option key={one} value={one}>
                {one === 'as-fast-as-possible' ? t('fastest') : `×${one}`}
              </option>
            ))}
          </select>
        </label>
        <Button kind="main" type="submit" busy={isBusy}>
          {t('open')}
        </Button>
      </form>
    </section>
  );
};
