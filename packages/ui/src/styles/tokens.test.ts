import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const coloursIn = (block: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
const [light = {}, machine = {}, chosen = {}] = css
  .split(/:root(?::not\(\[data-theme='light'\]\)|\[data-theme='dark'\])? \{/)
  .slice(1)
  .map(coloursIn);

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one = '#000000', other = '#000000'): number => {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
};

const grounds = ['paper', 'card', 'sunk'];
const pairs: readonly (readonly [ink: string, ground: string])[] = [
  ...['ink', 'soft', 'link'].flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...['wait', 'make', 'ready', 'bad'].map((mood) => [mood, `${mood}-ground`] as const),
  ...['wait', 'make', 'ready', 'bad'].map((mood) => ['ink', `${mood}-ground`] as const),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-press'],
  ['paper', 'ready'],
  ['paper', 'ink'],
];

describe.each([
  ['light', light],
  ['dark', machine],
])('in the %s theme', (_, colours) => {
  test.each(pairs)('%s on %s is easily read', (ink, ground) => {
    expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(grounds)('the edge of a field stands out from %s', (ground) => {
    expect(contrast(colours['edge'], colours[ground])).toBeGreaterThanOrEqual(3);
  });
});

test('dark is the same dark, whoever chose it', () => {
  expect(chosen).toEqual(machine);
});
