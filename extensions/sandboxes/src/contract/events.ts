import { correlates, defineEvent } from '@espresso/contract';
import { z } from 'zod';

const owner = 'sandboxes';
/** What happens to one sandbox is one conversation. */
const sandboxId = correlates(z.string());
/** Who did it: a member of staff's id. */
const by = z.string();
const example = { sandboxId: 'sandbox-1', by: 'staff-1' };

export const sandboxOpened = defineEvent({
  owner,
  detailType: 'Sandboxes.SandboxOpened',
  version: 1,
  detail: z.object({ sandboxId, by, name: z.string(), seed: z.number() }),
  example: { ...example, name: 'A busy morning', seed: 7 },
  sentence: ({ name, seed }) => `Somebody opened the sandbox ${name}, made from the seed ${String(seed)}.`,
});

export const sandboxDisturbed = defineEvent({
  owner,
  detailType: 'Sandboxes.SandboxDisturbed',
  version: 1,
  detail: z.object({ sandboxId, by, what: z.string() }),
  example: { ...example, what: 'repeats 0.5' },
  sentence: ({ what }) => `Somebody interferes with a sandbox: ${what}.`,
});

export const sandboxClosed = defineEvent({
  owner,
  detailType: 'Sandboxes.SandboxClosed',
  version: 1,
  detail: z.object({ sandboxId, by }),
  example,
  sentence: () => 'Somebody closed a sandbox; nothing of it is left.',
});
