import { pino, type Logger } from 'pino';
import type { Settings } from './settings.ts';

/** Fields that are never written, wherever they stand. */
const HIDDEN = ['authorization', 'cookie', 'token', 'taskToken', 'email', 'code', 'password'];

/** One line of JSON per fact, on standard error: what the bar prints for people goes to standard output. */
export const openLog = (level: Settings['logLevel']): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ fd: 2, sync: true }),
  );
