import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventStreamParser } from './parser.ts';

const parse = (pieces: readonly string[]) => {
  const said: string[] = [];
  const take = eventStreamParser({
    onEvent: ({ type, data }, id) => said.push(`${type} ${id} ${data}`),
    onId: (id) => said.push(`id ${id}`),
    onRetry: (ms) => said.push(`retry ${ms}`),
  });
  for (const piece of pieces) take(piece);
  return said;
};

const stream =
  'retry: 500\n\n:hello\r\nid: 7\rdata: a\ndata:b\n\nevent: reset\nid: 9\ndata: {}\r\n\r\n:\nid: 12\n\ndata: cut o';
const said = ['retry 500', 'id ', 'message 7 a\nb', 'id 7', 'reset 9 {}', 'id 9', 'id 12'];

test('events, ids and the retry time are read, comments are not, and what was cut off did not happen', () => {
  expect(parse([stream])).toEqual(said);
});

test('wherever the network cuts a stream, the same is read', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 30 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
      const pieces = at.slice(1).map((end, index) => stream.slice(at[index], end));
      expect(parse(pieces)).toEqual(said);
    }),
  );
});
