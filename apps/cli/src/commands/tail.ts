import { follow } from '@espresso/live/client';
import { z } from 'zod';
import { credentials, sentenceOf } from '../ask.ts';
import { findBar } from '../bar-here.ts';
import type { Command } from '../command.ts';
import { Complaint, WrongUse } from '../faults.ts';
import { findOrder } from '../find-order.ts';
import { numberIn, readOptions } from '../options.ts';
import { paintFor, plain, type Paint } from '../terminal/colour.ts';
import { timeOfDay } from '../terminal/time.ts';

const event = z.looseObject({
  at: z.string(),
  detailType: z.string(),
  sentence: z.string(),
  correlationId: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
type Shown = z.output<typeof event>;

export const tail: Command = {
  name: 'tail',
  summary: 'follow the events of the bar as they happen',
  usage: '[--order ORDER] [--pattern JSON] [--after N] [--shop ID] [--json]',
  run: async (args, terminal) => {
    const { flags, words } = readOptions(args, {
      order: 'text',
      pattern: 'text',
      after: 'text',
      shop: 'text',
      json: 'yes',
    });
    if (words.length > 0) throw new WrongUse(`'${words.join(' ')}' is one too many`);
    const after =
      flags.after === undefined ? undefined : numberIn('after', flags.after, { otherwise: 0, min: 0, max: 1e15 });
    const bar = findBar(flags, terminal.env);
    const orderId = flags.order === undefined ? undefined : await findOrder(bar, flags.order, flags.shop);
    const query = new URLSearchParams({
      ...(orderId !== undefined && { correlationId: orderId }),
      ...(flags.pattern !== undefined && { pattern: flags.pattern }),
    });
    const paint = paintFor(terminal);
    const refused = await follow(new URL(`/api/events/live?${query.toString()}`, bar.url), {
      // The whole story of an order is meant, unless somebody says from where on.
      ...(after !== undefined ? { after } : orderId !== undefined && { after: 0 }),
      headers: () => credentials(bar),
      signal: terminal.signal,
      onUpdate: (message, number) => {
        const shown = event.safeParse(message).data;
        if (flags.json === true) terminal.out(`${JSON.stringify({ number, ...shown })}\n`);
        else if (shown !== undefined) terminal.out(`${lineOf(shown, paint)}\n`);
      },
      onReset: () => terminal.err('More was missed than the bar tells at once; going on from here.\n'),
      onState: ({ state }) => {
        if (state === 'waiting') terminal.err('The bar does not answer; trying again …\n');
      },
    });
    if (refused !== undefined) throw new Complaint(sentenceOf(refused.problem, refused.status));
    return 0;
  },
};

const TYPE_WIDTH = 36;
const ORDER_WIDTH = 8;

/** An event as one line: when, what, which order, and the sentence. */
export const lineOf = ({ at, detailType, sentence, correlationId = '', detail = {} }: Shown, paint: Paint): string => {
  const { orderNumber, orderId } = detail;
  const order =
    typeof orderNumber === 'number' ? `#${orderNumber}` : typeof orderId === 'string' ? shortOf(correlationId) : '';
  return [
    paint('dim', timeOfDay(Date.parse(at))),
    paint(colourOf(detailType), plain(detailType).padEnd(TYPE_WIDTH)),
    paint('bold', order.padEnd(ORDER_WIDTH)),
    plain(sentence),
  ].join('  ');
};

/** The end of an id: its beginning is the time, which all orders of a minute share. */
const shortOf = (id: string): string => plain(id.slice(-ORDER_WIDTH));

const colourOf = (detailType: string) => {
  if (detailType.startsWith('OrderProcessor.')) return 'magenta';
  if (detailType.startsWith('OrderManager.')) return 'cyan';
  if (detailType.startsWith('Validator.')) return 'green';
  return detailType.startsWith('Shop.') ? 'yellow' : 'blue';
};
