import type { Envelope } from '@espresso/contract';
import { EspressoError, parseJson, type Json } from '@espresso/kernel';
import type { KeyValues } from '@espresso/tables';
import { createHash } from 'node:crypto';
import type { Engine } from '../engine.ts';
import { startExecution } from '../executions/run.ts';
import { carryOut } from '../work/carry-out.ts';
import type { Cause } from '../work/cause.ts';
import type { Unit } from '../work/unit.ts';
import { functionNamed } from '../integrations/lambda.ts';
import { busExists } from '../resources/event-buses.ts';
import { sendMessage } from '../resources/queues.ts';
import { publishAsIs } from './publish-as-is.ts';
import { Undeliverable, type Delivery } from './deliveries.ts';
import type { LoggedEvent } from './logged-event.ts';
import type { Rule } from './rules.ts';

/** A handler answered an event with a refusal: it lost a race, and is tried again. */
export class DeliveryRefused extends EspressoError {
  readonly reason: string;

  constructor(rule: string, reason: string) {
    super(`${rule} refused the event: ${reason}`, { retryable: true });
    this.reason = reason;
  }
}

/** Why the work that an event sets off is done. */
export const causeOf = (event: LoggedEvent): Cause => ({
  correlationId: event.correlationId,
  causationId: event.envelope.id,
});

/** The envelope as a rule's target gets it: marked, where a replay sends it again. */
export const envelopeFor = (event: LoggedEvent, replayName: string | undefined): Envelope =>
  replayName === undefined ? event.envelope : { ...event.envelope, 'replay-name': replayName };

/**
 * Delivers an event to a rule's target, inside a unit of work: the target's writes and the events it emits.
 * @throws whatever the target throws; DeliveryRefused where it lost a race
 */
export const deliver = async (engine: Engine, unit: Unit, rule: Rule, envelope: Envelope): Promise<void> => {
  const { target } = rule;
  switch (target.type) {
    case 'handler': {
      const refused = await carryOut(engine, unit, await target.run(envelope, unit));
      if (refused !== undefined) throw new DeliveryRefused(rule.name, refused.reason);
      return;
    }
    case 'workflow': {
      const workflow = engine.machines.deployed(target.workflow.name);
      if (workflow === undefined) throw new TypeError(`workflow ${target.workflow.name} is not deployed`);
      // Named after the event: a second delivery of the same event starts nothing.
      await startExecution(engine, unit, workflow, { name: envelope.id, input: { ...envelope } });
      return;
    }
    case 'bus': {
      const { source, 'detail-type': detailType, detail, resources } = envelope;
      if (!busExists(unit.layer, target.bus)) throw new Undeliverable('NO_RESOURCE', `no event bus ${target.bus}`);
      const timeMs = Date.parse(envelope.time);
      publishAsIs(engine, unit, { bus: target.bus, source, detailType, detail, resources, timeMs });
      return;
    }
    case 'machine':
      await startMachine(engine, unit, rule, target.name, envelope);
      return;
    case 'function':
      await callFunction(engine, unit, rule, target.arn, envelope);
      return;
    case 'queue': {
      const body = inputTextOf(rule, envelope);
      if (body === undefined) return;
      sendMessage(unit.layer, target.name, { id: unit.ids.next(), body, attributes: {}, nowMs: unit.nowMs });
      return;
    }
    case 'unknown':
      throw new Undeliverable('NO_RESOURCE', `this host has no target ${target.arn}`);
    case 'effect':
      throw new TypeError(`${rule.name} has effects outside the store: it runs after the commit`);
  }
};

/**
 * An execution is named after the event, the target and the replay: a second delivery starts nothing, another target of
 * the same event does.
 */
const startMachine = async (
  engine: Engine,
  unit: Unit,
  rule: Rule,
  name: string,
  envelope: Envelope,
): Promise<void> => {
  const workflow = engine.machines.find(unit.layer, name);
  if (workflow === undefined) throw new Undeliverable('NO_RESOURCE', `no state machine ${name}`);
  const input = inputOf(rule, envelope);
  if (input === undefined) return;
  const suffix = createHash('sha256')
    .update(`${rule.name} ${envelope['replay-name'] ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  await startExecution(engine, unit, workflow, { name: `${envelope.id}_${suffix}`, input });
};

const callFunction = async (engine: Engine, unit: Unit, rule: Rule, arn: string, envelope: Envelope): Promise<void> => {
  const served = functionNamed(engine, arn);
  if (served === undefined) throw new Undeliverable('NO_RESOURCE', `no function ${arn}`);
  const input = inputOf(rule, envelope);
  if (input === undefined) return;
  const refused = await carryOut(engine, unit, await served.run(input, unit));
  if (refused !== undefined) throw new DeliveryRefused(rule.name, refused.reason);
};

/** What a target gets as JSON; undefined where its input settings leave nothing to deliver. */
const inputOf = (rule: Rule, envelope: Envelope): Json | undefined => {
  const delivered = rule.input?.(envelope) ?? { kind: 'json', value: { ...envelope } };
  if (delivered.kind === 'json') return delivered.value;
  if (delivered.kind === 'nothing') return undefined;
  try {
    return parseJson(delivered.text);
  } catch {
    throw new Undeliverable('INVALID_JSON', 'The filled InputTemplate is not valid JSON.');
  }
};

const inputTextOf = (rule: Rule, envelope: Envelope): string | undefined => {
  const delivered = rule.input?.(envelope) ?? { kind: 'json', value: { ...envelope } };
  if (delivered.kind === 'nothing') return undefined;
  return delivered.kind === 'text' ? delivered.text : JSON.stringify(delivered.value);
};

/** Tells a rule's own queue that a delivery was given up, as EventBridge words it. */
export const sendDeadLetter = (
  store: KeyValues,
  { deadLetters, retry }: Rule,
  delivery: Delivery,
  envelope: Envelope,
  id: string,
): void => {
  if (deadLetters === undefined || delivery.state.type !== 'dead') return;
  const { atMs, why } = delivery.state;
  const exhausted =
    why === 'attempts' ? 'MaximumRetryAttempts' : why === 'age' ? 'MaximumEventAgeInSeconds' : undefined;
  sendMessage(store, deadLetters.queue, {
    id,
    nowMs: atMs,
    body: JSON.stringify(envelope),
    attributes: {
      RULE_ARN: deadLetters.ruleArn,
      TARGET_ARN: deadLetters.targetArn,
      ERROR_CODE: why === 'no-target' ? 'NO_RESOURCE' : (delivery.error?.name ?? 'SDK_CLIENT_ERROR'),
      ERROR_MESSAGE: delivery.error?.message ?? '',
      RETRY_ATTEMPTS: String(Math.min(Math.max(delivery.attempts - 1, 0), retry.attemptsMax)),
      ...(exhausted !== undefined && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    },
  });
};

/** A delivery that has not been tried yet. */
export const firstDelivery = (rule: Rule, event: LoggedEvent, nowMs: number, replayName?: string): Delivery => ({
  rule: rule.name,
  eventNumber: event.number,
  eventId: event.envelope.id,
  eventType: event.envelope['detail-type'],
  correlationId: event.correlationId,
  ...(replayName !== undefined && { replayName }),
  attempts: 0,
  firstMs: nowMs,
  state: { type: 'waiting', dueMs: nowMs },
});

/** The same for every attempt of one delivery: by it, the outside can tell a second try from a second event. */
export const effectKey = ({ rule, eventId, replayName }: Delivery): string =>
  [rule, eventId, replayName ?? ''].join(':');
