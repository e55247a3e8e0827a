import { readFileSync } from 'node:fs';
import {
  outcomes,
  playRecording,
  readRecording,
  runRobots,
  Stopped,
  WrongRecording,
  type News,
  type Report,
  type RobotNews,
} from '@espresso/order-robot';
import { findBar, type Bar } from '../bar-here.ts';
import type { Command } from '../command.ts';
import { Complaint, WrongUse } from '../faults.ts';
import { numberIn, readOptions } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { duration, timeOfDay } from '../terminal/time.ts';

const SEED = 1;
const CUSTOMERS = 12;

export const robot: Command = {
  name: 'robot',
  summary: 'customers and baristas as a program; or a recorded day as real orders',
  usage:
    '[--customers N] [--baristas N] [--seed N] [--speed N] [--shop ID] [--json]\nespresso robot --arrivals FILE [--speed N] [--seed N] [--shop ID] [--json]',
  run: async (args, terminal) => {
    const { flags, words } = readOptions(args, {
      arrivals: 'text',
      speed: 'text',
      customers: 'text',
      baristas: 'text',
      seed: 'text',
      shop: 'text',
      json: 'yes',
    });
    if (words.length > 0)
      throw new WrongUse(`'${words.join(' ')}' is one too many; a recording is given with --arrivals`);
    const asked = {
      seed: Math.trunc(numberIn('seed', flags.seed, { otherwise: SEED, min: 0, max: 2 ** 32 - 1 })),
      speed: numberIn('speed', flags.speed, { otherwise: 1, min: 0.01, max: 10_000 }),
      shopId: flags.shop,
      json: flags.json === true,
    };
    if (flags.arrivals !== undefined) {
      // Read before a bar is looked for: a wrong file is wrong with or without one.
      const recording = recordingIn(flags.arrivals);
      return play(recording, findBar(flags, terminal.env), asked, terminal);
    }
    const robots = {
      customers: Math.trunc(numberIn('customers', flags.customers, { otherwise: CUSTOMERS, min: 0, max: 500 })),
      ...(flags.baristas !== undefined && {
        baristas: Math.trunc(numberIn('baristas', flags.baristas, { otherwise: 1, min: 0, max: 8 })),
      }),
    };
    return keepBusy(findBar(flags, terminal.env), robots, asked, terminal);
  },
};

interface Asked {
  readonly seed: number;
  readonly speed: number;
  readonly shopId: string | undefined;
  readonly json: boolean;
}

const recordingIn = (file: string) => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Complaint(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  try {
    return readRecording(text);
  } catch (error) {
    if (error instanceof WrongRecording) throw new Complaint(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
};

const ownerOf = (bar: Bar) => (): string => {
  const token = bar.token();
  if (token === undefined)
    throw new Complaint(
      "Robots need an owner's session: give one with --token or ESPRESSO_TOKEN, or run beside the bar.",
    );
  return token;
};

const play = async (
  recording: ReturnType<typeof readRecording>,
  bar: Bar,
  { shopId, json, ...asked }: Asked,
  terminal: Terminal,
): Promise<number> => {
  try {
    const report = await playRecording({
      url: bar.url,
      ownerToken: ownerOf(bar),
      recording,
      ...asked,
      ...(shopId !== undefined && { shopId }),
      signal: terminal.signal,
      onNews: progress(terminal),
    });
    terminal.out(json ? `${JSON.stringify(report)}\n` : summaryOf(report));
    return report.errors.length === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof Stopped) throw new Complaint('Stopped before the end; orders under way stay as they are.');
    throw error;
  }
};

const progress = (terminal: Terminal) => {
  let all = 0;
  let ended = 0;
  return (news: News): void => {
    switch (news.type) {
      case 'shop-opened':
        all = news.orders;
        terminal.err(`Playing ${all} orders in the shop ${news.shopId}.\n`);
        return;
      case 'order-ended': {
        ended++;
        const { outcome, orderNumber, drink, reason } = news.order;
        const what = [orderNumber === undefined ? undefined : `#${orderNumber}`, drink].filter(Boolean).join(' ');
        terminal.err(
          `${`${ended}/${all}`.padStart(9)}  ${outcome.padEnd(9)}  ${what}${reason ? ` (${reason})` : ''}\n`,
        );
        return;
      }
      case 'bar-reached':
        terminal.err(news.reached ? 'The bar answers again.\n' : 'The bar does not answer; trying again …\n');
        return;
      case 'order-began':
    }
  };
};

/** What became of the recording, for a person. */
export const summaryOf = ({ counts, refusals, errors, orders, shopId, tookMs }: Report): string => {
  const numbers = orders.flatMap(({ orderNumber }) => orderNumber ?? []);
  const span =
    numbers.length === 0 ? 'none' : `#${Math.min(...numbers)} to #${Math.max(...numbers)}, ${numbers.length} in all`;
  return `${[
    `${counts.orders} orders in the shop ${shopId} came to their ends in ${duration(tookMs)}.`,
    ...outcomes.filter((outcome) => counts[outcome] > 0).map((outcome) => `  ${outcome.padEnd(10)} ${counts[outcome]}`),
    ...Object.entries(refusals).map(([reason, count]) => `    refused for ${reason}: ${count}`),
    `Order numbers: ${span}.`,
    ...(errors.length === 0 ? ['No errors.'] : [`${errors.length} errors:`, ...errors.map((error) => `  ${error}`)]),
  ].join('\n')}\n`;
};

const keepBusy = async (
  bar: Bar,
  robots: { readonly customers: number; readonly baristas?: number },
  { seed, speed, shopId = 'main', json }: Asked,
  terminal: Terminal,
): Promise<number> => {
  terminal.err(`Robots are at work in the shop ${shopId}. Ctrl-C ends it.\n`);
  let troubles = 0;
  await runRobots({
    url: bar.url,
    ownerToken: ownerOf(bar),
    shopId,
    ...robots,
    seed,
    pace: speed,
    signal: terminal.signal,
    onEvent: (news) => {
      if (news.type === 'trouble') troubles++;
      terminal.out(json ? `${JSON.stringify(news)}\n` : `${timeOfDay(terminal.clock.now())}  ${inWords(news)}\n`);
    },
  });
  return troubles === 0 ? 0 : 1;
};

const inWords = (news: RobotNews): string => {
  switch (news.type) {
    case 'order-began':
      return `${news.robot} scanned the code`;
    case 'order-ended': {
      const { orderNumber, drink, outcome, reason } = news.visit;
      const what = [orderNumber === undefined ? undefined : `#${orderNumber}`, drink].filter(Boolean).join(' ');
      return `${news.robot}'s order ${what === '' ? '' : `${what} `}is ${outcome}${reason === undefined ? '' : ` (${reason})`}`;
    }
    case 'order-made':
      return `${news.robot} made #${news.orderNumber}`;
    case 'order-given-back':
      return `${news.robot} gave #${news.orderNumber} back`;
    case 'turned-away':
      return `${news.robot} was turned away (${news.reason})`;
    case 'trouble':
      return `${news.robot} has trouble: ${news.error}`;
    case 'bar-reached':
      return news.reached ? 'the bar answers again' : 'the bar does not answer; trying again …';
  }
};
