import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Way } from './graph.ts';
import { layered } from './layered.ts';
import { crossings } from './order.ts';
import { middleOf, pathOf, turned } from './path.ts';

const box = (id: string) => ({ id, width: 100, height: 40 });
const way = (text: string): Way => {
  const [from = '', to = ''] = text.split('>');
  return { from, to };
};
const draw = (ids: string, ways: readonly string[]) => layered([...ids].map(box), ways.map(way));

const graphs = fc
  .integer({ min: 1, max: 14 })
  .chain((count) =>
    fc.tuple(
      fc.constant(Array.from({ length: count }, (_, at) => ({ id: `n${at}`, width: 40 + at * 7, height: 30 }))),
      fc.array(fc.record({ from: fc.nat(count - 1), to: fc.nat(count - 1) }), { maxLength: 30 }),
    ),
  )
  .map(([boxes, ways]) => ({ boxes, ways: ways.map(({ from, to }) => ({ from: `n${from}`, to: `n${to}` })) }));

describe('a drawing in layers', () => {
  test('one step after another stands in one column', () => {
    const { boxes } = draw('abc', ['a>b', 'b>c']);
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(1);
    expect(boxes.map(({ y }) => y)).toEqual([20, 104, 188]);
  });

  test('what may come after a choice stands side by side, the choice above their middle', () => {
    const [a, b, c] = draw('abc', ['a>b', 'a>c']).boxes;
    expect(b?.y).toBe(c?.y);
    expect(a?.x).toBe(((b?.x ?? 0) + (c?.x ?? 0)) / 2);
  });

  test('a way back is drawn as one, from where it leaves to where it arrives', () => {
    const { ways } = draw('abc', ['a>b', 'b>c', 'c>b']);
    const back = ways.find(({ isBack }) => isBack);
    expect(back).toMatchObject({ from: 'c', to: 'b' });
    expect(back?.points[0]?.y).toBeGreaterThan(back?.points.at(-1)?.y ?? 0);
  });

  test('a way that passes a row goes round the boxes in it', () => {
    const { ways, boxes } = draw('abc', ['a>b', 'b>c', 'a>c']);
    const long = ways.find(({ from, to }) => from === 'a' && to === 'c');
    const passed = boxes.find(({ id }) => id === 'b');
    expect(long?.points).toHaveLength(3);
    expect(Math.abs((long?.points[1]?.x ?? 0) - (passed?.x ?? 0))).toBeGreaterThan(50);
  });

  test('two ways that need not cross do not', () => {
    const { boxes } = draw('abcdef', ['a>d', 'a>f', 'b>c', 'b>e', 'c>e', 'd>f']);
    expect(boxes).toHaveLength(6);
    expect(
      crossings(
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        {
          below: new Map([
            ['a', ['d']],
            ['b', ['c']],
          ]),
          above: new Map(),
        },
      ),
    ).toBe(1);
  });

  test('nothing to draw is an empty drawing', () => {
    expect(layered([], [])).toEqual({ width: 0, height: 0, boxes: [], ways: [] });
  });

  test('boxes never overlap, stay inside, and every way that is not a loop is drawn between its boxes', () => {
    fc.assert(
      fc.property(graphs, ({ boxes, ways }) => {
        const drawing = layered(boxes, ways);
        const ends = new Map(drawing.boxes.map((placed) => [placed.id, placed]));
        for (const [at, a] of drawing.boxes.entries()) {
          expect(a.x - a.width / 2).toBeGreaterThanOrEqual(-1e-6);
          expect(a.x + a.width / 2).toBeLessThanOrEqual(drawing.width + 1e-6);
          expect(a.y + a.height / 2).toBeLessThanOrEqual(drawing.height + 1e-6);
          for (const b of drawing.boxes.slice(at + 1)) {
            const apart =
              Math.abs(a.x - b.x) >= (a.width + b.width) / 2 - 1e-6 ||
              Math.abs(a.y - b.y) >= (a.height + b.height) / 2 - 1e-6;
            expect(apart).toBe(true);
          }
        }
        const wanted = new Set(ways.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from}>${to}`));
        expect(new Set(drawing.ways.map(({ from, to }) => `${from}>${to}`))).toEqual(wanted);
        for (const { from, to, points, isBack } of drawing.ways) {
          expect(points.length).toBeGreaterThanOrEqual(2);
          expect(points[0]?.x).toBe(ends.get(from)?.x);
          expect(points.at(-1)?.x).toBe(ends.get(to)?.x);
          expect((points[0]?.y ?? 0) < (points.at(-1)?.y ?? 0)).toBe(!isBack);
        }
      }),
    );
  });

  test('the same graph is drawn the same', () => {
    fc.assert(
      fc.property(graphs, ({ boxes, ways }) => {
        expect(layered(boxes, ways)).toEqual(layered(boxes, ways));
      }),
    );
  });
});

describe('lines', () => {
  test('a straight way is a straight line, a bent one a curve', () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 0, y: 10 },
      ]),
    ).toBe('M0 0L0 10');
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 8, y: 10 },
      ]),
    ).toBe('M0 0C0 5 8 5 8 10');
    expect(pathOf([])).toBe('');
  });

  test('a label stands half-way', () => {
    expect(
      middleOf([
        { x: 0, y: 0 },
        { x: 10, y: 20 },
      ]),
    ).toEqual({ x: 5, y: 10 });
  });

  test('turned twice is as before', () => {
    const drawing = draw('abc', ['a>b', 'a>c']);
    expect(turned(turned(drawing))).toEqual(drawing);
  });
});
