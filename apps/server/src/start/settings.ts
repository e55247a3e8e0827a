import { EspressoError } from '@espresso/kernel';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** A flag or an environment variable that cannot be used; the message is for the person who typed it. */
export class BadSettings extends EspressoError {}

const PORT_MAX = 65_535;
const ROBOTS_MAX = 200;
const ROBOTS_USUAL = 8;

const wholeNumber = (what: string, max: number) =>
  z
    .string()
    .regex(/^[0-9]+$/, `${what} is a whole number`)
    .transform(Number)
    .refine((number) => number <= max, `${what} is at most ${max}`);

const settings = z.object({
  /** 0 picks one that is free. */
  port: wholeNumber('the port', PORT_MAX).default(4_000),
  /** The address to listen on; every one of this machine's without it. */
  host: z.string().min(1, 'the host is a name or an address').optional(),
  data: z.string().min(1, 'the data folder has a name').default('./data'),
  /** Whether a browser is opened. */
  open: z.boolean().default(true),
  /** How many robot customers come in; none without it. */
  robots: wholeNumber('the number of robots', ROBOTS_MAX).optional(),
  /** The shop that addresses and robots are for. */
  shop: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,38}$/, 'a shop is named by small letters, digits and dashes')
    .default('main'),
  /** The address people reach this server by, where it is not its own: behind a proxy or a tunnel. */
  publicUrl: z.url({ protocol: /^https?$/, error: 'the public address begins with http:// or https://' }).optional(),
  /** Where mail goes out; without it mails are kept in the data folder. */
  smtpUrl: z
    .url({ protocol: /^smtps?$/, error: 'the mail server is written smtp://name:password@host:port' })
    .optional(),
  mailFrom: z.string().min(3).default('Serverless Espresso <coffee@localhost>'),
  /** Whether a proxy stands in front that tells whom it speaks for (X-Forwarded-For). */
  trustProxy: z.boolean().default(false),
  /** The keys for AWS's protocols, where the installation's own are not wanted. */
  awsAccessKeyId: z
    .string()
    .regex(/^\w{16,128}$/, 'an access key id is 16 to 128 letters and digits')
    .optional(),
  awsSecretAccessKey: z.string().min(8, 'a secret access key has at least 8 characters').optional(),
  /** Whether other machines than this one may use AWS's protocols. */
  awsAnywhere: z.boolean().default(false),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Settings = z.output<typeof settings>;

/** How each setting is given, for messages. */
const namesOf: Readonly<Record<keyof Settings, string>> = {
  port: '--port (ESPRESSO_PORT)',
  host: '--host (ESPRESSO_HOST)',
  data: '--data (ESPRESSO_DATA)',
  open: '--no-open (ESPRESSO_NO_OPEN)',
  robots: '--robots (ESPRESSO_ROBOTS)',
  shop: '--shop (ESPRESSO_SHOP)',
  publicUrl: 'ESPRESSO_PUBLIC_URL',
  smtpUrl: 'ESPRESSO_SMTP_URL',
  mailFrom: 'ESPRESSO_MAIL_FROM',
  trustProxy: 'ESPRESSO_TRUST_PROXY',
  awsAccessKeyId: 'ESPRESSO_AWS_ACCESS_KEY_ID',
  awsSecretAccessKey: 'ESPRESSO_AWS_SECRET_ACCESS_KEY',
  awsAnywhere: 'ESPRESSO_AWS_ANYWHERE',
  logLevel: 'ESPRESSO_LOG_LEVEL',
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What to run and where, from the command line and the environment; the command line wins.
 * @throws BadSettings
 */
export const readSettings = (args: readonly string[], environment: Environment): Settings => {
  const flags = readFlags(args);
  const known = settings.safeParse({
    port: flags.port ?? environment['ESPRESSO_PORT'],
    host: flags.host ?? environment['ESPRESSO_HOST'],
    data: flags.data ?? environment['ESPRESSO_DATA'],
    open: flags.open ?? (isOn(environment['ESPRESSO_NO_OPEN']) ? false : undefined),
    robots: flags.robots ?? environment['ESPRESSO_ROBOTS'],
    shop: flags.shop ?? environment['ESPRESSO_SHOP'],
    publicUrl: environment['ESPRESSO_PUBLIC_URL'],
    smtpUrl: environment['ESPRESSO_SMTP_URL'],
    mailFrom: environment['ESPRESSO_MAIL_FROM'],
    trustProxy: isOn(environment['ESPRESSO_TRUST_PROXY']),
    awsAccessKeyId: environment['ESPRESSO_AWS_ACCESS_KEY_ID'],
    awsSecretAccessKey: environment['ESPRESSO_AWS_SECRET_ACCESS_KEY'],
    awsAnywhere: isOn(environment['ESPRESSO_AWS_ANYWHERE']),
    logLevel: environment['ESPRESSO_LOG_LEVEL'],
  });
  if (known.success) return known.data;
  throw new BadSettings(
    known.error.issues.map(({ path: [name], message }) => `${nameOf(name)}: ${message}.`).join('\n'),
  );
};

const nameOf = (name: PropertyKey | undefined): string =>
  Object.entries(namesOf).find(([setting]) => setting === name)?.[1] ?? String(name);

const isOn = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false', 'no'].includes(value);

const readFlags = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: withNumberOfRobots(args),
      allowNegative: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        open: { type: 'boolean' },
        robots: { type: 'string' },
        shop: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new BadSettings(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

/** `--robots` alone means the usual number of them. */
const withNumberOfRobots = (args: readonly string[]): string[] =>
  args.flatMap((arg, at) =>
    arg === '--robots' && !/^[0-9]+$/.test(args[at + 1] ?? '') ? [`--robots=${ROBOTS_USUAL}`] : [arg],
  );
