import { createSessionKey, keyring } from '@coffee/identity';
import { EspressoError, parseJson } from '@espresso/kernel';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { PRIVATE_FILE } from './data-folder.ts';

/** The file of secrets is there and cannot be used: made anew, everybody would be signed out and every code wrong. */
export class BadSecrets extends EspressoError {}

const SECRET_BYTES = 32;
const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What an installation knows and nobody else does. */
const secrets = z.strictObject({
  /** Signs task tokens. */
  taskTokens: secret,
  /** Makes the codes on the display. */
  codes: secret,
  /** Keeps addresses and codes from being read out of the data. */
  pepper: secret,
  /** Opens AWS's protocols. */
  aws: z.strictObject({ accessKeyId: z.string().min(16), secretAccessKey: z.string().min(8) }),
  /** Signs sessions. */
  sessions: keyring,
});
export type Secrets = z.output<typeof secrets>;

/** New secrets, from the operating system's chance. */
export const drawSecrets = async (): Promise<Secrets> => ({
  taskTokens: draw(),
  codes: draw(),
  pepper: draw(),
  // The length and letters AWS's own have.
  aws: { accessKeyId: `ESPRESSO${randomBytes(6).toString('hex').toUpperCase()}`, secretAccessKey: draw() },
  sessions: { keys: [await createSessionKey()] },
});

const draw = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/**
 * The installation's secrets; drawn at the first start.
 * @throws BadSecrets
 */
export const openSecrets = async (file: string): Promise<Secrets> => {
  if (!existsSync(file)) keep(file, await drawSecrets());
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, PRIVATE_FILE);
  try {
    return secrets.parse(parseJson(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new BadSecrets(`${file} cannot be read as this installation's secrets; restore it from a backup.`, { cause });
  }
};

/** Written beside and linked: whoever reads it finds all of it or none, and whoever comes second keeps the first one's. */
const keep = (file: string, drawn: Secrets): void => {
  const beside = `${file}.${process.pid}`;
  const handle = openSync(beside, 'w', PRIVATE_FILE);
  try {
    writeSync(handle, `${JSON.stringify(drawn, undefined, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(beside, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(beside, { force: true });
  }
};
