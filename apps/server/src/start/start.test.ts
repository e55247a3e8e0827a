import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressesOf } from './addresses.ts';
import { banner, qrCode } from './banner.ts';
import { openDataFolder } from './data-folder.ts';
import { announce } from './discovery.ts';
import { outboxMailer } from './mail.ts';
import { BadSecrets, openSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'espresso-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const modeOf = (file: string) => statSync(file).mode & 0o777;

test('the data folder and the secrets are nobody else’s to read, and stay the same', async () => {
  const data = openDataFolder(join(folder, 'a', 'b'));
  expect(modeOf(data.path)).toBe(0o700);
  const first = await openSecrets(data.secrets);
  expect(modeOf(data.secrets)).toBe(0o600);
  chmodSync(data.secrets, 0o644);
  expect(await openSecrets(data.secrets)).toEqual(first);
  expect(modeOf(data.secrets)).toBe(0o600);
  expect(new Set([first.codes, first.pepper, first.taskTokens]).size).toBe(3);
});

test('two starts at once agree on the secrets', async () => {
  const file = join(folder, 'secrets.json');
  const [one, other] = await Promise.all([openSecrets(file), openSecrets(file)]);
  expect(one).toEqual(other);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});

test('secrets that cannot be read are not replaced', async () => {
  const file = join(folder, 'secrets.json');
  writeFileSync(file, '{');
  await expect(openSecrets(file)).rejects.toThrow(BadSecrets);
  expect(readFileSync(file, 'utf8')).toBe('{');
});

test('the command line finds a bar through a file of this user alone, and not any more when it ended', () => {
  const place = join(folder, 'found');
  const withdraw = announce(4000, { url: 'http://localhost:4000', token: 't', pid: 1 }, place);
  expect([modeOf(place), modeOf(join(place, '4000.json'))]).toEqual([0o700, 0o600]);
  withdraw?.();
  expect(readdirSync(place)).toEqual([]);
});

test('a folder that others may write to is told nothing', () => {
  const place = join(folder, 'theirs');
  mkdirSync(place);
  chmodSync(place, 0o777);
  expect(announce(4000, { url: '', token: 't', pid: 1 }, place)).toBeUndefined();
  expect(readdirSync(place)).toEqual([]);
});

test('without a mail server a letter is a file; sent twice it is one', async () => {
  const said: unknown[] = [];
  const log = { info: (...line: unknown[]) => void said.push(line), warn: () => undefined, error: () => undefined };
  const mail = outboxMailer(join(folder, 'mail'), 'bar@example.org', log);
  const letter = { to: 'ana@example.org', subject: 'Code\r\nBcc: eve@example.org', text: '123456', key: 'k' };
  await mail.send(letter);
  await mail.send(letter);
  const [file = '', ...more] = readdirSync(join(folder, 'mail'));
  expect(more).toEqual([]);
  expect(modeOf(join(folder, 'mail', file))).toBe(0o600);
  const text = readFileSync(join(folder, 'mail', file), 'utf8');
  expect(text).toContain('\r\n\r\n123456');
  expect(text).not.toMatch(/^Bcc:/m);
  expect(JSON.stringify(said)).not.toMatch(/ana@|123456/);
});

const at = (address: string) => ({
  address,
  family: 'IPv4' as const,
  internal: false,
  netmask: '',
  mac: '',
  cidr: null,
});
const interfaces = { docker0: [at('172.17.0.1')], wlan0: [at('192.168.1.20')], tun0: [at('10.8.0.2')] };

test.each([
  ['::', undefined, { local: 'http://localhost:4000', phones: 'http://192.168.1.20:4000' }],
  ['127.0.0.1', undefined, { local: 'http://localhost:4000' }],
  ['10.8.0.2', undefined, { local: 'http://10.8.0.2:4000', phones: 'http://10.8.0.2:4000' }],
  ['::', 'https://bar.example.org/', { local: 'http://localhost:4000', phones: 'https://bar.example.org' }],
])('who listens on %s (%s) is reached at the right addresses', (address, publicUrl, addresses) => {
  expect(addressesOf({ address, port: 4000 }, publicUrl, interfaces)).toEqual(addresses);
});

test('a bar without a network has no address for phones, and no code for one', () => {
  const addresses = addressesOf({ address: '::', port: 1 }, undefined, {});
  expect(
    banner({ addresses, aws: { accessKeyId: 'ESPRESSO0123456789AB', secretAccessKey: 'a secret' }, tookMs: 1 }),
  ).not.toContain('phones');
});

test('the code in the terminal is square, with a quiet edge', () => {
  const rows = qrCode('http://192.168.1.20:4000/').split('\n');
  const widths = new Set(rows.map((row) => [...row.replaceAll(/\u001B\[[0-9;]*m/g, '')].length));
  expect(widths.size).toBe(1);
  expect(rows.length * 2).toBeGreaterThan(20);
});
