import { useMemo, useState } from 'preact/hooks';
import { standings, visitsIn } from '../model/visits.ts';
import { workflowGraph } from '../model/workflow-graph.ts';
import type { BusEvent, Execution, Journey, Wait } from '../wire.ts';
import { Facts, Fold, Pill, Unfolds } from './bits.tsx';
import { CausationTree } from './causation-tree.tsx';
import { CostTable } from './cost-table.tsx';
import { useExplorer } from './explorer.ts';
import { HistoryTable, StepList } from './steps.tsx';
import { Timeline } from './timeline.tsx';
import { useSpeech } from './words.ts';
import { WorkflowDrawing } from './workflow-drawing.tsx';

const words = {
  RUNNING: ['running', 'wait'],
  SUCCEEDED: ['succeeded', 'good'],
  FAILED: ['failed', 'bad'],
  TIMED_OUT: ['timedOut', 'bad'],
  ABORTED: ['aborted', 'warn'],
} as const;
type Status = keyof typeof words;
const isStatus = (text: string): text is Status => Object.hasOwn(words, text);

/** An execution's status as sign and word. */
export const StatusPill = ({ status }: { readonly status: string }) => {
  const { t } = useSpeech();
  if (!isStatus(status)) return <Pill kind="quiet">{status}</Pill>;
  const [word, kind] = words[status];
  return <Pill kind={kind}>{t(word)}</Pill>;
};

/** One order with all there is to see of it. */
export const OrderPage = ({
  execution,
  journey,
  events,
}: {
  readonly execution: Execution;
  readonly journey?: Journey;
  readonly events: readonly BusEvent[];
}) => {
  const { t, formats } = useSpeech();
  const { bus, places } = useExplorer();
  const [chosen, setChosen] = useState<string>();
  const graph = useMemo(() => workflowGraph(execution.definition), [JSON.stringify(execution.definition)]);
  const visits = useMemo(() => visitsIn(execution.history), [execution.history]);
  const { status, current, startMs, stopMs, waits, stateMachine } = execution;
  const isOver = stopMs !== undefined;
  const isFailed = status !== 'RUNNING' && status !== 'SUCCEEDED';
  const { states, taken } = standings(visits, current, isFailed);
  const { orderNumber, drink, waitedForBaristaMs = 0, waitedForCustomerMs = 0 } = journey?.summary ?? {};
  const nowMs = bus.nowMs.value;
  return (
    <>
      <header class="order-head">
        <h2>
          {orderNumber === undefined ? (
            t('orderUnnumbered')
          ) : (
            <span class="number">{t('orderNumber', { number: String(orderNumber) })}</span>
          )}
          {drink === undefined ? null : <span class="soft"> · {drink}</span>}
        </h2>
        <StatusPill status={status} />
        <button type="button" class="small-button" onClick={() => places.go({ view: 'storm', event: '' })}>
          {t('storm')}
        </button>
        <div role="status">
          {waits.map((waiting) => (
            <Waiting key={waiting.state} waiting={waiting} nowMs={nowMs} />
          ))}
        </div>
        {execution.error === undefined ? null : (
          <p class="fault" role="alert">
            {execution.error} {execution.cause}
          </p>
        )}
        <Facts
          rows={[
            [t('took'), formats.duration((stopMs ?? nowMs) - startMs)],
            [t('waitedCustomer'), formats.duration(waitedForCustomerMs)],
            [t('waitedBarista'), formats.duration(waitedForBaristaMs)],
            [t('conversation'), execution.correlationId],
          ]}
        />
      </header>
      <div class="order-columns">
        <section aria-labelledby="graph">
          <h3 id="graph">{t('graph')}</h3>
          <WorkflowDrawing
            graph={graph}
            name={stateMachine}
            states={states}
            taken={taken}
            chosen={chosen}
            onChoose={setChosen}
          />
        </section>
        <div class="stack">
          <Fold title={t('timeline')} open>
            <Timeline
              visits={visits}
              startMs={startMs}
              nowMs={nowMs}
              isOver={isOver}
              chosen={chosen}
              onChoose={setChosen}
            />
          </Fold>
          <Fold title={t('steps')} open={chosen !== undefined} key={`steps-${chosen ?? ''}`}>
            <StepList visits={visits} chosen={chosen} />
          </Fold>
          <Fold title={t('causation')} open>
            <CausationTree events={events} chosen="" />
          </Fold>
          <Unfolds kind="fold" summary={t('cost')}>
            {() => <CostTable order={execution.correlationId} />}
          </Unfolds>
          <Fold title={`${t('history')} (${execution.history.length})`}>
            <HistoryTable history={execution.history} startMs={startMs} />
          </Fold>
        </div>
      </div>
    </>
  );
};

/** Where it waits, for what, and how much longer. */
export const Waiting = ({ waiting, nowMs }: { readonly waiting: Wait; readonly nowMs: number }) => {
  const { t, formats } = useSpeech();
  const { state, untilMs } = waiting;
  const reason = waiting.for === 'callback' ? 'waitCallback' : waiting.for === 'wait' ? 'waitTimer' : 'waitTask';
  return (
    <p class="waiting">
      <strong>{t('waitsFor', { state })}</strong> {t(reason)}
      {untilMs === undefined ? null : (
        <>
          {', '}
          {untilMs > nowMs
            ? t('waitUntil', { at: formats.shortClock(untilMs), left: formats.duration(untilMs - nowMs) })
            : t('waitOver', { at: formats.shortClock(untilMs) })}
        </>
      )}
    </p>
  );
};
