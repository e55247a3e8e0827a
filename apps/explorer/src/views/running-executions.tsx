import { Button, Dialog, TextField } from '@espresso/ui';
import { flag, object } from '@espresso/ui/read';
import { useState } from 'preact/hooks';
import { executionPage, type ExecutionSummary } from '../wire.ts';
import { useExplorer } from './explorer.ts';
import { Waiting } from './order-page.tsx';
import { useReading } from './use-reading.ts';
import { useSpeech } from './words.ts';

const EVERY_MS = 3_000;
const TRIES_MAX = 4;
const stoppedReply = object({ stopped: flag });

/** Workflows under way: where each waits and how long it may; an owner stops one that is stuck. */
export const RunningExecutions = () => {
  const { t, formats } = useSpeech();
  const { api, ids, bus, mayAct, places, say } = useExplorer();
  const { value, again } = useReading('/api/executions/running', executionPage, EVERY_MS);
  const [stopping, setStopping] = useState<ExecutionSummary>();
  const [reason, setReason] = useState('');
  const running = value?.executions ?? [];
  const nowMs = bus.nowMs.value;

  const stop = async ({ stateMachine, name }: ExecutionSummary): Promise<void> => {
    setStopping(undefined);
    const path = `/api/executions/${encodeURIComponent(stateMachine)}/${encodeURIComponent(name)}/stop`;
    const body = reason.trim() === '' ? {} : { cause: reason.trim() };
    const done = await api.command(path, body, stoppedReply, { key: ids.next(), triesMax: TRIES_MAX });
    if (!done.ok) say(t('refused', { why: done.detail ?? done.reason }));
    else say(done.reply.stopped ? t('stopped') : t('notStopped'));
    setReason('');
    again();
  };

  return (
    <section class="card stack" aria-labelledby="running">
      <h2 id="running">
        {t('runningExecutions')} <span class="soft number">{value === undefined ? '' : running.length}</span>
      </h2>
      {value !== undefined && running.length === 0 ? <p class="soft">{t('noExecutions')}</p> : null}
      <ul class="records">
        {running.map((one) => (
          <li key={one.name}>
            <div>
              <p>
                <button
                  type="button"
                  class="link"
                  onClick={() => places.go({ view: 'order', order: one.correlationId })}
                >
                  {one.stateMachine} …{one.correlationId.slice(-4)}
                </button>{' '}
                <span class="soft">{formats.duration(nowMs - one.startMs)}</span>
              </p>
              {one.waits.map((waiting) => (
                <Waiting key={waiting.state} waiting={waiting} nowMs={nowMs} />
              ))}
            </div>
            {mayAct ? (
              <Button kind="danger" onClick={() => setStopping(one)}>
                {t('stop')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Dialog open={stopping !== undefined} title={t('stopTitle')} onClose={() => setStopping(undefined)}>
        <p>{t('stopText')}</p>
        <TextField
          id="stop-reason"
          name="reason"
          label={t('stopReason')}
          value={reason}
          maxLength={200}
          onInput={setReason}
        />
        <div class="row">
          <Button kind="danger" onClick={() => (stopping === undefined ? undefined : void stop(stopping))}>
            {t('stopYes')}
          </Button>
          <Button onClick={() => setStopping(undefined)}>{t('cancel')}</Button>
        </div>
      </Dialog>
    </section>
  );
};
