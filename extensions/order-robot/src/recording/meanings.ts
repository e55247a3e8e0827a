import { z } from 'zod';
import type { Fact } from './fact.ts';

type Detail = Readonly<Record<string, unknown>>;
type Read = (detail: Detail) => readonly Fact[];

const said =
  (...facts: readonly Fact[]): Read =>
  () =>
    facts;

/** As the original bar writes a drink: its name, and the names of its modifiers. */
const named = z.object({ drink: z.string().min(1), modifiers: z.array(z.string()).catch([]) });
/** As this bar writes a drink. */
const chosen = z.object({ name: z.string().min(1), modifiers: z.array(z.string()).catch([]) });
const by = z.enum(['customer', 'barista']);

const drinkNamedAt =
  (field: string): Read =>
  (detail) => {
    const drink = named.safeParse(detail[field]);
    return drink.success ? [{ type: 'chose', ...drink.data }] : [];
  };

const drinkChosen: Read = ({ drink }) => {
  const known = chosen.safeParse(drink);
  return known.success ? [{ type: 'chose', drink: known.data.name, modifiers: known.data.modifiers }] : [];
};

const cancelled: Read = (detail) => {
  const who = by.safeParse(detail['by']);
  return [{ type: 'cancelled', by: who.success ? who.data : 'barista' }];
};

const timedOut: Read = ({ waitedFor, cause }) => {
  const whom = by.safeParse(waitedFor ?? (typeof cause === 'string' ? cause.split(' ')[0]?.toLowerCase() : undefined));
  return [whom.success ? { type: 'timed-out', waitedFor: whom.data } : { type: 'timed-out' }];
};

const robotBarista: Read = ({ action }) =>
  action === 'complete' ? [{ type: 'completed' }] : action === 'cancel' ? [{ type: 'cancelled', by: 'barista' }] : [];

/** Both vocabularies: the original bar's, and this bar's own. What is in neither says nothing. */
const meanings: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['Validator.NewOrder', said({ type: 'began' })],
  ['OrderProcessor.WorkflowStarted', said({ type: 'offered' })],
  ['ProducerRobot.FulfillOrder', drinkNamedAt('body')],
  ['OrderManager.DrinkChosen', drinkChosen],
  ['OrderProcessor.DrinkUnavailable', said({ type: 'offered' })],
  ['OrderManager.WaitingCompletion', (detail) => [...drinkNamedAt('drinkOrder')(detail), { type: 'queued' }]],
  ['OrderProcessor.WaitingCompletion', (detail) => [...drinkChosen(detail), { type: 'queued' }]],
  ['OrderManager.OrderClaimed', said({ type: 'seen' })],
  ['OrderManager.OrderCollected', said({ type: 'completed' })],
  ['OrderRobot.FulfillOrder', robotBarista],
  ['OrderManager.OrderCompleted', said({ type: 'completed' })],
  ['OrderManager.CancellationRequested', cancelled],
  ['OrderManager.OrderCancelled', cancelled],
  ['OrderProcessor.OrderCancelled', cancelled],
  ['OrderProcessor.orderFinished', said({ type: 'over' })],
  ['OrderProcessor.OrderFinished', said({ type: 'over' })],
  ['OrderProcessor.OrderTimeOut', timedOut],
  ['OrderProcessor.OrderTimedOut', timedOut],
]);

/** The original bar writes its event's name into some types: `OrderManager.OrderNYC-COMPLETED`. */
const WITH_EVENT_NAME = /^OrderManager\.Order.+-(COMPLETED|CANCELLED)$/;

/** What an event says of its order; nothing where its type is not known. */
export const factsOf = (detailType: string, detail: Detail): readonly Fact[] | undefined => {
  const end = WITH_EVENT_NAME.exec(detailType)?.[1];
  if (end !== undefined) return end === 'COMPLETED' ? [{ type: 'completed' }] : cancelled(detail);
  return meanings.get(detailType)?.(detail);
};
