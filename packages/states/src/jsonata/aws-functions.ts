import { createHash } from 'node:crypto';
import { seededRandom } from '@espresso/kernel';
import { isList } from '../json.ts';
import type { World } from '../types.ts';
import { ExpressionError } from './expression-error.ts';

/** Step Functions' own JSONata functions (developer guide, "Transforming data with JSONata", "Step Functions built-ins"). */

const RANGE_ITEMS_MAX = 1_000;

const invalid = (name: string, why: string): never => {
  throw new ExpressionError('', `Invalid arguments for function $${name}: ${why}`);
};

const integer = (name: string, value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.floor(value + 0.5) : invalid(name, 'expected a number');

/** Parts of at most `size` items. */
const partition = (items: unknown, size: unknown): unknown => {
  if (items === undefined) return undefined;
  const all = isList(items) ? items : [items];
  const count = integer('partition', size);
  if (count < 1) return invalid('partition', 'the size must be a positive integer');
  const parts: unknown[] = [];
  for (let at = 0; at < all.length; at += count) parts.push(all.slice(at, at + count));
  return parts;
};

/** Numbers from first to last by step. One number collapses to itself, as any JSONata sequence of one does. */
const range = (first: unknown, last: unknown, step: unknown): unknown => {
  const [from, to, by] = [integer('range', first), integer('range', last), integer('range', step)];
  if (by === 0) return invalid('range', 'the step must not be zero');
  const count = Math.max(0, Math.floor((to - from) / by) + 1);
  if (count > RANGE_ITEMS_MAX) return invalid('range', `more than ${String(RANGE_ITEMS_MAX)} items`);
  const numbers = Array.from({ length: count }, (_, at) => from + at * by);
  return numbers.length === 1 ? numbers[0] : numbers;
};

export const HASH_ALGORITHMS = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
} as const satisfies Record<string, string>;

export const isHashAlgorithm = (name: unknown): name is keyof typeof HASH_ALGORITHMS =>
  typeof name === 'string' && Object.hasOwn(HASH_ALGORITHMS, name);

export const hashOf = (content: string, algorithm: keyof typeof HASH_ALGORITHMS): string =>
  createHash(HASH_ALGORITHMS[algorithm]).update(content, 'utf8').digest('hex');

const hash = (content: unknown, algorithm: unknown): unknown => {
  if (content === undefined) return undefined;
  if (!isHashAlgorithm(algorithm))
    return invalid('hash', 'the algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512');
  return hashOf(typeof content === 'string' ? content : JSON.stringify(content), algorithm);
};

const parse = (text: unknown): unknown => {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') return invalid('parse', 'expected a string');
  try {
    return JSON.parse(text);
  } catch {
    return invalid('parse', 'not valid JSON');
  }
};

/** The same number for the same seed (any JSON), without one the world's chance. */
const random =
  (world: World) =>
  (seed: unknown): number => {
    if (seed === undefined) return world.random.next();
    const digest = hashOf(JSON.stringify(seed), 'SHA-256');
    return seededRandom(Number.parseInt(digest.slice(0, 8), 16)).next();
  };

const shuffle =
  (world: World) =>
  (items: unknown): unknown => {
    if (!isList(items)) return items;
    const mixed = [...items];
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = Math.floor(world.random.next() * (at + 1));
      [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
    }
    return mixed;
  };

/** What replaces the library's functions of time and chance, and what AWS adds. `$eval` is not allowed. */
export const functionsOf = (world: World): Readonly<Record<string, unknown>> => ({
  partition,
  range,
  hash,
  parse,
  random: random(world),
  shuffle: shuffle(world),
  uuid: () => world.uuid(),
  millis: () => world.nowMs,
  eval: undefined,
});
