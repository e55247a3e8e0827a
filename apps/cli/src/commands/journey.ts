import { journeyView, type Journey } from '@coffee/journey/contract';
import { ask } from '../ask.ts';
import { findBar } from '../bar-here.ts';
import type { Command } from '../command.ts';
import { WrongUse } from '../faults.ts';
import { findOrder } from '../find-order.ts';
import { readOptions } from '../options.ts';
import { paintFor, plain, type Paint } from '../terminal/colour.ts';
import { duration, timeOfDay } from '../terminal/time.ts';

export const journey: Command = {
  name: 'journey',
  summary: 'tell the story of an order',
  usage: 'ORDER [--shop ID] [--json]      ORDER is an id, a number such as 42 or #42, or last',
  run: async (args, terminal) => {
    const { flags, words } = readOptions(args, { shop: 'text', json: 'yes' });
    const [asked, ...more] = words;
    if (asked === undefined || more.length > 0) throw new WrongUse('say which order: an id, a number, or last');
    const bar = findBar(flags, terminal.env);
    const orderId = await findOrder(bar, asked, flags.shop);
    const told = await ask(bar, { path: `/api/orders/${encodeURIComponent(orderId)}/journey` }, journeyView);
    terminal.out(flags.json === true ? `${JSON.stringify(told)}\n` : tell(told, paintFor(terminal)));
    return 0;
  },
};

/** Waits shorter than this have no line of their own, in milliseconds. */
const WORTH_TELLING_MS = 1_000;
const nameOf = { customer: 'the customer', barista: 'a barista' } as const;

export const tell = ({ steps, summary }: Journey, paint: Paint): string => {
  const { orderNumber, drink, outcome, totalMs, waitedForBaristaMs, waitedForCustomerMs } = summary;
  const title = [orderNumber === undefined ? 'Order' : `Order #${orderNumber}`, drink].filter(Boolean).join(', ');
  return `${[
    `${paint('bold', plain(title))}  ${outcome}`,
    '',
    ...steps.flatMap(({ at, sentence, sincePreviousMs, waitedFor }) => [
      ...(waitedFor !== undefined && sincePreviousMs >= WORTH_TELLING_MS
        ? [paint('yellow', `            … ${duration(sincePreviousMs)} waiting for ${nameOf[waitedFor]}`)]
        : []),
      `  ${paint('dim', timeOfDay(Date.parse(at)))}  ${plain(sentence)}`,
    ]),
    '',
    `In all ${duration(totalMs)}: ${duration(waitedForCustomerMs)} waiting for the customer, ${duration(waitedForBaristaMs)} waiting for a barista.`,
  ].join('\n')}\n`;
};
