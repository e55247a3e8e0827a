import { EspressoError, parseJson, type Json } from '@espresso/kernel';
import { z } from 'zod';
import type { Recorded, Recording } from './fact.ts';
import { factsOf } from './meanings.ts';

/** The file is no recording of a bar's events; the message says what is wrong, and where. */
export class WrongRecording extends EspressoError {}

const EVENTS_MAX = 1_000_000;

// Lenient: whatever a bus adds to its envelopes is its own affair.
const event = z.looseObject({
  'detail-type': z.string(),
  time: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/**
 * Reads a recording: one JSON array of EventBridge events.
 * @throws WrongRecording when it is something else, or tells of no order
 */
export const readRecording = (text: string): Recording => {
  const entries = entriesOf(text);
  const timed = entries.flatMap((entry, index) => {
    const { 'detail-type': type, time, detail } = eventOf(entry, index);
    const atMs = Date.parse(time);
    if (Number.isNaN(atMs)) throw new WrongRecording(`event ${index + 1}: '${time.slice(0, 40)}' is no time`);
    const orderId = detail['orderId'];
    const facts = factsOf(type, detail);
    if (typeof orderId !== 'string' || orderId === '' || facts === undefined) return [];
    return [{ orderId, atMs, facts }];
  });
  if (timed.length === 0)
    throw new WrongRecording(
      `none of its ${entries.length} events tells of an order. Known are those of the bar itself: Validator.NewOrder, OrderProcessor.WorkflowStarted and so on, each with an orderId in its detail.`,
    );
  timed.sort((one, other) => one.atMs - other.atMs);
  const startMs = timed[0]?.atMs ?? 0;
  return {
    facts: timed.flatMap(({ orderId, atMs, facts }): readonly Recorded[] =>
      // An event that only shows that its order is there says at least that.
      (facts.length === 0 ? [{ type: 'seen' } as const] : facts).map((fact) => ({
        orderId,
        atMs: atMs - startMs,
        fact,
      })),
    ),
  };
};

const entriesOf = (text: string): readonly Json[] => {
  let json: Json;
  try {
    json = parseJson(text);
  } catch (error) {
    throw new WrongRecording('this is not JSON. A recording is one JSON array of EventBridge events.', {
      cause: error,
    });
  }
  if (!Array.isArray(json)) throw new WrongRecording('this is JSON, but not one array of EventBridge events.');
  if (json.length > EVENTS_MAX) throw new WrongRecording(`more than ${EVENTS_MAX} events are too many at once.`);
  return json.map((entry: Json) => entry);
};

const eventOf = (entry: Json, index: number): z.output<typeof event> => {
  const parsed = event.safeParse(entry);
  if (parsed.success) return parsed.data;
  throw new WrongRecording(`event ${index + 1} is no EventBridge event: ${z.prettifyError(parsed.error)}`);
};
