import { fields } from '../wire.ts';
import { isJsonObject } from '@espresso/kernel';
import { flag, list, maybe, number, object, text, type Of, type Read } from '@espresso/ui/read';

/** Numbers by name. */
const numbers: Read<Readonly<Record<string, number>>> = (json) =>
  Object.fromEntries(
    Object.entries(isJsonObject(json) ? json : {}).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value]] : [],
    ),
  );
/** How many times faster than the clock, or a word. */
const speed: Read<string> = (json) => (typeof json === 'number' ? String(json) : text(json));

export const sandbox = object({
  sandboxId: text,
  name: text,
  seed: number,
  hours: number,
  customersPerHour: number,
  baristas: number,
  faults: numbers,
  off: list(text),
  speed,
  state: text,
  now: text,
  events: number,
  orders: number,
  underWay: number,
  ends: numbers,
  crashes: number,
  looks: number,
  invariants: list(object({ number: text, sentence: text, holds: flag })),
  breach: maybe(object({ invariant: text, found: text, event: number })),
  isTampered: flag,
  isTouched: flag,
  hash: maybe(text),
});
export type Sandbox = Of<typeof sandbox>;
export const sandboxList = object({ sandboxes: list(sandbox), max: number });
export const done = fields;
