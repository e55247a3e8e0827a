import type { Random, JsonObject } from '@espresso/kernel';

/*
 * Events and rules of the shape that aws/event-ruler measures itself with: lots of a city, each with a handful of short
 * texts and the corners of its outline. Ours are made from a seed.
 */

const STREETS = Array.from(
  { length: 900 },
  (_, at) => `${['OAK', 'ACTON', 'FULTON', 'PINE', 'MISSION', 'BAY'][at % 6] ?? ''} ${String(at)}`,
);
const TYPES = ['ST', 'AV', 'BLVD', 'DR', 'CT', null];

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

export const cityLot = (random: Random): JsonObject => {
  const below = (most: number): number => Math.floor(random.next() * most);
  const block = below(9_000);
  const lot = below(300);
  const corner = () => ({ x: -122.5 + below(100_000) / 1e6, y: 37.7 + below(100_000) / 1e6, z: 0 });
  const corners = Array.from({ length: 4 + below(5) }, corner);
  const number = below(4_000);
  return {
    type: 'Feature',
    properties: {
      MAPBLKLOT: digits(block, 4) + digits(lot, 3),
      BLKLOT: digits(block, 4) + digits(lot, 3),
      BLOCK_NUM: digits(block, 4),
      LOT_NUM: digits(lot, 3),
      FROM_ST: String(number),
      TO_ST: String(number),
      STREET: STREETS[below(STREETS.length)] ?? '',
      ST_TYPE: TYPES[below(TYPES.length)] ?? null,
      ODD_EVEN: number % 2 === 0 ? 'E' : 'O',
    },
    geometry: { type: 'Polygon', firstCoordinates: corners[0] ?? corner(), coordinates: corners },
  };
};

const five = (patternAt: (at: number) => JsonObject): readonly JsonObject[] =>
  Array.from({ length: 5 }, (_, at) => patternAt(at));

const property = (name: string, ...wanted: JsonObject[string][]): JsonObject => ({ properties: { [name]: wanted } });

const exact = (at: number): JsonObject => property('MAPBLKLOT', digits(1_000 + at * 37, 4) + digits(at * 7, 3));
const prefix = (at: number): JsonObject =>
  property('STREET', { prefix: ['AC', 'BA', 'OAK 1', 'PINE 22', 'FUL'][at] ?? '' });
const suffix = (at: number): JsonObject => property('STREET', { suffix: `${String(at)}${String(at + 1)}` });
const folded = (at: number): JsonObject => property('STREET', { 'equals-ignore-case': `oak ${String(at * 6)}` });
const wildcard = (at: number): JsonObject =>
  property('MAPBLKLOT', { wildcard: ['143*', '2*0*1*7', '*218', '3*5*2', 'VACSTWIL*'][at] ?? '' });
const anythingBut = (at: number): JsonObject =>
  property('STREET', { 'anything-but': [STREETS[at] ?? '', STREETS[at + 50] ?? ''] });
const numeric = (at: number): JsonObject => ({
  type: ['Feature'],
  geometry: { type: ['Polygon'], firstCoordinates: { x: [{ numeric: ['=', -122.5 + (at * 5_371) / 1e6] }] } },
});
const inArrays = (at: number): JsonObject => ({
  geometry: {
    type: ['Polygon'],
    coordinates: {
      x: [{ numeric: ['>=', -122.5 + at / 1e3, '<', -122.499 + at / 1e3] }],
      y: [{ numeric: ['<', 37.71 + at / 1e3] }],
      z: [{ numeric: ['=', 0] }],
    },
  },
});

/** Rules of a bus of many tenants: mostly exact, some of every other kind. */
const many = (count: number, isMixed: boolean): readonly JsonObject[] =>
  Array.from({ length: count }, (_, at) => {
    const lot = digits(at % 9_000, 4) + digits((at * 7) % 300, 3);
    if (!isMixed || at % 5 < 2) return property('MAPBLKLOT', lot);
    if (at % 5 === 2) return property('MAPBLKLOT', { prefix: lot.slice(0, 6) });
    if (at % 5 === 3) return { properties: { BLOCK_NUM: [lot.slice(0, 4)], STREET: [{ 'anything-but': 'FULTON 2' }] } };
    return { properties: { STREET: [{ suffix: ` ${String(at % 900)}` }], LOT_NUM: [digits(at % 300, 3)] } };
  });

const all = [exact, prefix, suffix, folded, wildcard, anythingBut, numeric, inArrays];

/** The rule sets by name. */
export const ruleSets: Readonly<Record<string, readonly JsonObject[]>> = {
  EXACT: five(exact),
  PREFIX: five(prefix),
  SUFFIX: five(suffix),
  EQUALS_IGNORE_CASE: five(folded),
  WILDCARD: five(wildcard),
  ANYTHING_BUT: five(anythingBut),
  NUMERIC: five(numeric),
  ARRAYS: five(inArrays),
  COMBO: all.flatMap(five),
  MANY_EXACT_1000: many(1_000, false),
  MANY_EXACT_10000: many(10_000, false),
  MANY_MIXED_1000: many(1_000, true),
  MANY_MIXED_10000: many(10_000, true),
};
