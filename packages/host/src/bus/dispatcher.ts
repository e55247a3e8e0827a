import type { Envelope } from '@espresso/contract';
import { EspressoError } from '@espresso/kernel';
import type { Engine } from '../engine.ts';
import { publish } from '../engine.ts';
import { startExecution } from '../executions/run.ts';
import { carryOut } from '../work/carry-out.ts';
import type { Cause } from '../work/cause.ts';
import type { Unit } from '../work/unit.ts';
import type { Delivery } from './deliveries.ts';
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
      publish(engine, unit, { bus: target.bus, source, detailType, detail, resources });
      return;
    }
    case 'effect':
      throw new TypeError(`${rule.name} has effects outside the store: it runs after the commit`);
  }
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
