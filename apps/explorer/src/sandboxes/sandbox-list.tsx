import { Button, ButtonLink } from '@espresso/ui';
import { Pill } from '../views/bits.tsx';
import { useExplorer } from '../views/explorer.ts';
import { useSandboxWords } from './use-words.ts';
import { done, type Sandbox } from './wire.ts';

const TRIES_MAX = 3;

/** The sandboxes there are, the way into each, and out. */
export const SandboxList = ({
  sandboxes,
  again,
}: {
  readonly sandboxes: readonly Sandbox[];
  readonly again: () => void;
}) => {
  const t = useSandboxWords();
  const { real, ids, mayAct, places } = useExplorer();
  const { sandbox: here } = places.place.value;
  const close = async (sandboxId: string): Promise<void> => {
    const options = { key: ids.next(), method: 'DELETE', triesMax: TRIES_MAX } as const;
    await real.command(`/api/sandboxes/${sandboxId}`, undefined, done, options);
    if (sandboxId === here) location.assign('?view=sandboxes');
    else again();
  };
  return (
    <section class="card stack" aria-labelledby="sandbox-list">
      <h2 id="sandbox-list">{t('openNow')}</h2>
      {sandboxes.length === 0 ? <p class="soft">{t('none')}</p> : null}
      <ul class="records">
        {sandboxes.map((one) => (
          <li key={one.sandboxId}>
            <div>
              <p>
                <strong>{one.name}</strong> <State state={one.state} />
              </p>
              <p class="soft">
                {t('seed')} {one.seed} · {t('ordersOf', { n: one.orders })} · {t('eventsOf', { n: one.events })} ·{' '}
                {t('crashesOf', { n: one.crashes })}
              </p>
            </div>
            <div class="row">
              {one.sandboxId === here ? null : (
                <ButtonLink href={`?sandbox=${one.sandboxId}&view=sandboxes`}>{t('viewIt')}</ButtonLink>
              )}
              {mayAct ? (
                <Button kind="quiet" onClick={() => void close(one.sandboxId)}>
                  {t('shut')}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

const states = ['running', 'paused', 'over', 'breached', 'full', 'failed'] as const;

/** How its day stands, as sign and word. */
export const State = ({ state }: { readonly state: string }) => {
  const t = useSandboxWords();
  const known = states.find((one) => one === state) ?? 'failed';
  const kind = {
    running: 'wait',
    paused: 'quiet',
    over: 'good',
    breached: 'bad',
    full: 'warn',
    failed: 'bad',
  } as const;
  return <Pill kind={kind[known]}>{t(known)}</Pill>;
};
