import { isJsonObject, parseJson, type JsonObject } from '@espresso/kernel';
import { z } from 'zod';
import { ask } from '../ask.ts';
import { findBar } from '../bar-here.ts';
import type { Command } from '../command.ts';
import { WrongUse } from '../faults.ts';
import { readOptions } from '../options.ts';

export const send: Command = {
  name: 'send',
  summary: 'publish an event of a known type',
  usage: 'TYPE JSON      for example: send Shop.ShopOpened \'{"shopId": "main", "by": "me"}\'',
  run: async (args, terminal) => {
    const { flags, words } = readOptions(args, {});
    const [detailType, text, ...more] = words;
    if (detailType === undefined || text === undefined || more.length > 0)
      throw new WrongUse('say the type of the event, and its detail as JSON');
    const body = { detailType, detail: detailIn(text) };
    await ask(findBar(flags, terminal.env), { method: 'POST', path: '/api/events', body }, z.unknown());
    terminal.out(`${detailType} is published.\n`);
    return 0;
  },
};

const detailIn = (text: string): JsonObject => {
  try {
    const detail = parseJson(text);
    if (isJsonObject(detail)) return detail;
  } catch {
    // Told below, together with what is JSON but no object.
  }
  throw new WrongUse('the detail of an event is a JSON object');
};
