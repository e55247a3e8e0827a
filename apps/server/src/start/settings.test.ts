import { expect, test } from 'vitest';
import { BadSettings, readSettings } from './settings.ts';

test('nothing has to be configured', () => {
  expect(readSettings([], {})).toMatchObject({
    port: 4000,
    data: './data',
    shop: 'main',
    open: true,
    trustProxy: false,
  });
});

test('the command line wins over the environment', () => {
  expect(readSettings(['--port', '1', '--no-open'], { ESPRESSO_PORT: '2', ESPRESSO_DATA: '/d' })).toMatchObject({
    port: 1,
    data: '/d',
    open: false,
  });
  expect(readSettings([], { ESPRESSO_NO_OPEN: '1', ESPRESSO_TRUST_PROXY: 'yes' })).toMatchObject({
    open: false,
    trustProxy: true,
  });
});

test.each([
  [['--robots'], 8],
  [['--robots', '3', '--no-open'], 3],
  [['--robots', '--port', '0'], 8],
  [['--robots=5'], 5],
  [[], undefined],
])('%j lets in %s robots', (args, robots) => {
  expect(readSettings(args, {}).robots).toBe(robots);
});

test.each([
  [['--port', 'x'], {}, '--port (ESPRESSO_PORT): the port is a whole number.'],
  [['--port', '70000'], {}, '--port (ESPRESSO_PORT): the port is at most 65535.'],
  [
    [],
    { ESPRESSO_SMTP_URL: 'http://x' },
    'ESPRESSO_SMTP_URL: the mail server is written smtp://name:password@host:port.',
  ],
  [['--shop', 'No!'], {}, '--shop (ESPRESSO_SHOP): a shop is named by small letters, digits and dashes.'],
])('%j is refused with a sentence', (args, environment, sentence) => {
  expect(() => readSettings(args, environment)).toThrow(new BadSettings(sentence));
});

test('an unknown flag is refused', () => {
  expect(() => readSettings(['--prot', '1'], {})).toThrow(BadSettings);
});
