import { compilePatternText, InvalidPattern, type Pattern } from '@espresso/bus';
import { isJsonObject, type JsonObject } from '@espresso/kernel';
import type { BusEvent } from '../wire.ts';

/** Which events are looked at; an empty text asks for nothing. */
export interface Filter {
  /** An EventBridge pattern, as JSON. */
  readonly pattern: string;
  /** Words that all have to be somewhere in the event. */
  readonly text: string;
  /** An order's number, or the id of an order, a conversation or an event. */
  readonly order: string;
  readonly shop: string;
  readonly type: string;
}

export const everything: Filter = { pattern: '', text: '', order: '', shop: '', type: '' };

export const isEverything = (filter: Filter): boolean => Object.values(filter).every((wish) => wish === '');

/** A filter that can be asked, or what is wrong with its pattern. */
export type CompiledFilter =
  | { readonly ok: true; readonly matches: (event: BusEvent) => boolean }
  | { readonly ok: false; readonly fault: string };

/** @param conversationsOf the conversations of an order number, asked anew for each event */
export const compileFilter = (
  filter: Filter,
  conversationsOf: (orderNumber: number) => ReadonlySet<string>,
): CompiledFilter => {
  const tests: ((event: BusEvent) => boolean)[] = [];
  const { shop, type } = filter;
  const order = filter.order.trim().replace(/^#/, '');
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (type !== '') tests.push((event) => event.detailType === type);
  if (shop !== '') tests.push((event) => event.detail['shopId'] === shop);
  if (/^[0-9]{1,9}$/.test(order)) {
    const conversations = (): ReadonlySet<string> => conversationsOf(Number(order));
    tests.push((event) => event.correlationId !== undefined && conversations().has(event.correlationId));
  } else if (order !== '')
    tests.push((event) => event.correlationId === order || event.id === order || event.detail['orderId'] === order);
  if (filter.pattern.trim() !== '') {
    const pattern = patternFrom(filter.pattern);
    if (typeof pattern === 'string') return { ok: false, fault: pattern };
    tests.push((event) => pattern.matches(asPatternsSee(event)));
  }
  if (words.length > 0)
    tests.push((event) => {
      const hay = textOf(event);
      return words.every((word) => hay.includes(word));
    });
  return { ok: true, matches: (event) => tests.every((test) => test(event)) };
};

/** A pattern, or what is wrong with it. */
export const patternFrom = (text: string): Pattern | string => {
  try {
    return compilePatternText(text);
  } catch (error) {
    if (error instanceof InvalidPattern) return error.message;
    throw error;
  }
};

const seen = new WeakMap<BusEvent, JsonObject>();
/** An event in the shape that patterns are written for: EventBridge's. */
export const asPatternsSee = (event: BusEvent): JsonObject => {
  const known = seen.get(event);
  if (known !== undefined) return known;
  const { id, source, detailType, at, detail, replayName } = event;
  const shape = {
    id,
    source,
    'detail-type': detailType,
    time: at,
    ...(replayName !== undefined && { 'replay-name': replayName }),
    detail,
  };
  const made = isJsonObject(shape) ? shape : {};
  seen.set(event, made);
  return made;
};

const texts = new WeakMap<BusEvent, string>();
/** All of an event as one text in small letters: made when first searched, as most events never are. */
const textOf = (event: BusEvent): string => {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const made = JSON.stringify(event).toLowerCase();
  texts.set(event, made);
  return made;
};
