import type { LoggedEvent } from '@espresso/host';
import type { Bar } from '../bar.ts';
import type { Usage } from './meter.ts';

/** What an order would ask of AWS. */
export interface OrderUsage {
  /** Events put on the bus; those of AWS itself are free. */
  readonly events: number;
  /** States entered by its workflow. */
  readonly transitions: number;
  /** Runs of code: handlers, functions of the workflow, and the commands of people. */
  readonly invocations: number;
  /** Commands of people through the API; their looking is not counted. */
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  /** Live updates published to pages. */
  readonly updates: number;
}

const FUNCTION = /function:([\w-]+)/;

/** Counts from an order's own events, the rules that hear them, and the history of its workflow. */
export const usageOf = (
  { host, updatesFor }: Pick<Bar, 'host' | 'updatesFor'>,
  events: readonly LoggedEvent[],
  execution: { readonly stateMachine: string; readonly name: string },
  averageOf: (name: string) => Usage,
): OrderUsage => {
  const own = events.filter(({ envelope }) => envelope['replay-name'] === undefined);
  const custom = own.filter(({ envelope }) => envelope.source !== 'aws.states');
  const deliveries = own
    .flatMap(({ bus, envelope }) => host.rules.match(bus, envelope))
    .filter(({ target }) => target.type === 'handler' || target.type === 'effect' || target.type === 'function');
  const commands = custom.filter(({ causationId }) => causationId === undefined);
  const history = host.operations.history(execution.stateMachine, execution.name);
  const tasks = history.filter(({ type }) => type === 'TaskScheduled').map(({ details }) => JSON.stringify(details));
  const functions = tasks.flatMap((text) => FUNCTION.exec(text)?.[1] ?? []);
  const direct = tasks.filter((text) => text.includes('dynamodb')).length;
  const used = [
    ...deliveries.map(({ name }) => averageOf(`rule:${name}`)),
    ...functions.map((name) => averageOf(`function:${name}`)),
    ...commands.map(({ envelope }) => averageOf(`command:${envelope['detail-type']}`)),
  ];
  return {
    events: custom.length,
    transitions: history.filter(({ type }) => type.endsWith('StateEntered')).length,
    invocations: deliveries.length + functions.length + commands.length,
    requests: commands.length,
    reads: used.reduce((sum, { reads }) => sum + reads, 0),
    writes: direct + used.reduce((sum, { writes }) => sum + writes, 0),
    updates: own.reduce((sum, { envelope }) => sum + updatesFor(envelope).length, 0),
  };
};
