import { describe, expect, test } from 'vitest';
import { line, lineOrNothing } from './text.ts';

describe('a line by a person', () => {
  test.each(['Ana', 'קפה', 'Café ☕', '咖啡', 'a-b (c) "d"'])('may be %s', (text) => {
    expect(line(60).parse(` ${text} `)).toBe(text);
  });

  test.each([
    ['breaks the line', 'two\nlines'],
    ['breaks it unseen', 'two\u2028lines'],
    ['is not seen', 'bell\u0007'],
    ['turns the text around', 'invoice \u202egnp.exe'],
    ['is set apart from it', '\u2066Ana\u2069'],
  ])('is refused where it %s', (_, text) => {
    expect(line(60).safeParse(text).success).toBe(false);
    expect(lineOrNothing(60).safeParse(text).success).toBe(false);
  });

  test('has a length, and only the one that may be left out may be empty', () => {
    expect(line(3).safeParse('four').success).toBe(false);
    expect(line(3).safeParse('  ').success).toBe(false);
    expect(lineOrNothing(3).parse('  ')).toBe('');
  });
});
