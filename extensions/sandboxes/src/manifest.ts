import { defineExtension } from '@espresso/contract';
import { sandboxClosed, sandboxDisturbed, sandboxOpened } from './contract/index.ts';

/** Only facts: the sandboxes themselves live in the server's memory. */
export const sandboxes = defineExtension({
  name: 'sandboxes',
  purpose: 'Tells who opened, disturbed and closed bars that are only for trying things out.',
  publishes: [sandboxOpened, sandboxDisturbed, sandboxClosed],
});
