const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long things are good for, and how often they may be asked for; all times in milliseconds. */
export const limits = {
  customerSessionMs: DAY,
  staffSessionMs: 30 * DAY,
  /** A display hangs on a wall: nobody stands beside it to sign it in again. */
  displaySessionMs: 365 * DAY,
  /** An address nobody signed in with for so long is deleted. */
  customerKeptMs: 7 * DAY,
  /** Somebody who was signed out stays on the list of staff for so long. */
  revokedStaffKeptMs: 30 * DAY,
  invitationMs: 7 * DAY,
  setUpMs: DAY,
  /** How long a screen shows one pairing code. */
  pairingMs: 10 * MINUTE,
  codeMs: 10 * MINUTE,
  codeTriesMax: 5,
  /** Between two mails to one address. */
  mailPauseMs: 30 * SECOND,
  mailWindowMs: HOUR,
  mailsPerWindowMax: 10,
  /** Well above any token of ours: a longer one is not worth a look. */
  tokenCharactersMax: 2_048,
} as const;

/** An instant in milliseconds as the expiry attribute of a table: whole seconds, never too early. */
export const expirySeconds = (instantMs: number): number => Math.ceil(instantMs / SECOND);
