import type { Envelope } from '@espresso/contract';
import { isJsonObject, type JsonObject } from '@espresso/kernel';
import type { Engine } from '../engine.ts';
import type { Unit } from '../work/unit.ts';
import { resolveBus } from './buses.ts';

/** An event of somebody who is no context: its detail is left as it is. */
export interface OutsideEvent {
  readonly bus?: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
  /** When it happened, in milliseconds since 1970; now without it. */
  readonly timeMs?: number;
}

/**
 * Has a unit of work say that something happened which no context defines. It belongs to the conversation that its own
 * metadata name, else to the one it came out of, else it begins one.
 */
export const publishAsIs = ({ definitions: { arns } }: Engine, unit: Unit, event: OutsideEvent): Envelope => {
  const { detail, timeMs = unit.nowMs } = event;
  const id = unit.ids.next();
  const metadata = isJsonObject(detail['metadata']) ? detail['metadata'] : {};
  const named = metadata['correlationId'];
  const { causationId } = unit.cause;
  const envelope: Envelope = {
    version: '0',
    id,
    'detail-type': event.detailType,
    source: event.source,
    account: arns.account,
    time: toTheSecond(timeMs),
    region: arns.region,
    resources: event.resources ?? [],
    detail,
  };
  unit.emit({
    bus: resolveBus(event.bus),
    atMs: unit.nowMs,
    correlationId: typeof named === 'string' ? named : (unit.cause.correlationId ?? id),
    ...(causationId !== undefined && { causationId }),
    envelope,
  });
  return envelope;
};

/** EventBridge's instants have no fractions. */
const toTheSecond = (epochMs: number): string => new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
