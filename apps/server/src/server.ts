import { operatorSession, setUpInvitation, type SessionKeys } from '@coffee/identity';
import { firstShop } from '@coffee/shop';
import type { Credentials } from '@espresso/aws-api';
import { sqliteStore, type Logger } from '@espresso/host';
import { secureRandom, systemClock, uuids, type Clock } from '@espresso/kernel';
import { z } from 'zod';
import { openBar, type Bar } from './bar.ts';
import { createApp, type App } from './http/app.ts';
import { listen, type Listening } from './listen.ts';
import { isBuilt } from './pages/built.ts';
import { addressesOf, type Addresses } from './start/addresses.ts';
import { openDataFolder, type DataFolder } from './start/data-folder.ts';
import { announce } from './start/discovery.ts';
import { outboxMailer, smtpMailer } from './start/mail.ts';
import { contactOf, pushFor } from './start/push.ts';
import { openSecrets, type Secrets } from './start/secrets.ts';
import type { Settings } from './start/settings.ts';

export interface Server {
  readonly addresses: Addresses;
  readonly port: number;
  /** Speaks with an owner's rights for the command line of this user. */
  readonly operatorToken: string;
  /** The path of the link that makes the first owner, until there is one. */
  readonly setUpPath?: string;
  /** What opens AWS's protocols at `/aws`. */
  readonly aws: Credentials;
  readonly bar: Bar;
  /** Takes nothing new on, ends streams, finishes what was begun. */
  stop(): Promise<void>;
}

export interface Surroundings {
  readonly log: Logger;
  /** The store cannot be written any more: the process should end and start again. */
  readonly broken: (error: unknown) => void;
  readonly clock?: Clock;
}

const REQUESTS_END_WITHIN_MS = 800;

/**
 * Opens the data, starts the bar and listens. Resolves when orders can be taken.
 * @throws StoreBusy, StoreTooNew, BadDataFolder, BadSecrets, CannotListen: each says what to do in its message
 */
export const startServer = async (settings: Settings, surroundings: Surroundings): Promise<Server> => {
  const { log, broken, clock = systemClock } = surroundings;
  const data = openDataFolder(settings.data);
  const store = sqliteStore(data.database);
  const secrets = await openSecrets(data.secrets);
  const bar = await openBar({
    store,
    secrets,
    mail: mailerFor(settings, data, log),
    canMail: settings.smtpUrl !== undefined,
    push: pushFor({ pepper: secrets.pepper, contact: contactOf(settings), clock }),
    clock,
    random: secureRandom,
    ids: uuids(clock),
    log,
    broken,
  });
  const aws = awsCredentials(settings, secrets);
  const { listening, app } = await openDoors(bar, settings, aws);
  const opened = await whatAStartNeeds(bar);
  const addresses = addressesOf(listening, settings.publicUrl);
  const withdraw = announce(listening.port, { url: addresses.local, token: opened.operatorToken, pid: process.pid });
  if (withdraw === undefined)
    log.warn({}, 'the command line was not told of this bar: the folder for that is not ours alone');

  return {
    addresses,
    port: listening.port,
    ...opened,
    aws,
    bar,
    stop: async () => {
      withdraw?.();
      app.close();
      bar.live.close();
      await listening.close(REQUESTS_END_WITHIN_MS);
      await bar.stop();
    },
  };
};

const awsCredentials = ({ awsAccessKeyId, awsSecretAccessKey }: Settings, { aws }: Secrets): Credentials => ({
  accessKeyId: awsAccessKeyId ?? aws.accessKeyId,
  secretAccessKey: awsSecretAccessKey ?? aws.secretAccessKey,
});

const mailerFor = ({ smtpUrl, mailFrom }: Settings, data: DataFolder, log: Logger) =>
  smtpUrl === undefined ? outboxMailer(data.mail, mailFrom, log) : smtpMailer(smtpUrl, mailFrom);

/** Without a shop there is nothing to order from, so it comes first; a bar that nobody can reach lets go of its data. */
const openDoors = async (
  bar: Bar,
  settings: Settings,
  aws: Credentials,
): Promise<{ readonly listening: Listening; readonly app: App }> => {
  try {
    await bar.host.command(() => Promise.resolve(firstShop()));
    const { port, host, publicUrl, trustProxy, awsAnywhere } = settings;
    const doors: { listening?: Listening } = {};
    // Asked anew each time: a laptop changes its network, and the display goes on.
    const phones = () => doors.listening && addressesOf(doors.listening, publicUrl).phones;
    const app = createApp({
      bar,
      trustProxy,
      isSecure: publicUrl?.startsWith('https:') ?? false,
      phones,
      aws: { credentials: aws, anywhere: awsAnywhere },
    });
    const listening = await listen(app.fetch, { port, ...(host !== undefined && { host }) });
    doors.listening = listening;
    return { listening, app };
  } catch (error) {
    await bar.stop();
    throw error;
  }
};

const setUpLink = z.object({ path: z.string() }).optional();
const operator = z.object({ token: z.string() });

const whatAStartNeeds = async ({ host, keys, vault }: Bar): Promise<Pick<Server, 'operatorToken' | 'setUpPath'>> => {
  const [invited, session] = await Promise.all([
    host.command((work) => setUpInvitation(vault, work)),
    openOperatorSession(host, keys),
  ]);
  const link = invited.accepted ? setUpLink.parse(invited.reply) : undefined;
  // The organiser's page where it was built; a form of the server's own where it was not.
  const path = isBuilt('admin') ? link?.path : link?.path.replace(/^[^#]*/, '/set-up');
  return { operatorToken: session, ...(path !== undefined && { setUpPath: path }) };
};

const openOperatorSession = async (host: Bar['host'], keys: SessionKeys): Promise<string> => {
  const outcome = await host.command((work) => operatorSession(keys, work));
  if (!outcome.accepted) throw new TypeError(`no session for the operator: ${outcome.reason}`);
  return operator.parse(outcome.reply).token;
};
