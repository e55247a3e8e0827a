import { ask } from '../ask.ts';
import { findBar } from '../bar-here.ts';
import type { Command } from '../command.ts';
import { WrongUse } from '../faults.ts';
import { findOrder } from '../find-order.ts';
import { draw } from '../graph/draw.ts';
import { execution, progressOf } from '../graph/read-execution.ts';
import { readOptions } from '../options.ts';
import { CLEAR, paintFor } from '../terminal/colour.ts';

const LOOK_AGAIN_MS = 1_000;

export const graph: Command = {
  name: 'graph',
  summary: "draw an order's workflow: where it was, where it is, and why it waits",
  usage: 'ORDER [--shop ID] [--watch] [--json]      ORDER is an id, a number such as 42 or #42, or last',
  run: async (args, terminal) => {
    const { flags, words } = readOptions(args, { shop: 'text', watch: 'yes', json: 'yes' });
    const [asked, ...more] = words;
    if (asked === undefined || more.length > 0) throw new WrongUse('say which order: an id, a number, or last');
    const bar = findBar(flags, terminal.env);
    const orderId = await findOrder(bar, asked, flags.shop);
    const path = `/api/orders/${encodeURIComponent(orderId)}/execution`;
    for (;;) {
      const seen = await ask(bar, { path }, execution);
      if (flags.json === true) terminal.out(`${JSON.stringify(seen)}\n`);
      else {
        const drawing = draw(progressOf(seen), { paint: paintFor(terminal), nowMs: terminal.clock.now() });
        terminal.out(flags.watch === true && terminal.isPerson ? CLEAR + drawing : drawing);
      }
      if (flags.watch !== true || seen.status !== 'RUNNING' || terminal.signal.aborted) return 0;
      await terminal.wait(LOOK_AGAIN_MS);
    }
  },
};
