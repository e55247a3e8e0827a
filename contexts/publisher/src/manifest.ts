import { defineContext, type Envelope } from '@espresso/contract';
import type { Update } from './contract/index.ts';
import { updatesFor as ofTheBar, type UpdatesFor } from './updates.ts';

/** Whoever carries updates to the pages: the hub of the server, or AppSync Events. */
export interface Live {
  /**
   * @param key the same for every try at one event: whoever carries it can tell a second try from a second event
   * @throws when it could not be handed on; it is tried again later, with the same key
   */
  publish(updates: readonly Update[], key: string): Promise<void>;
}

/** Tells the pages what happens, as it happens. */
export const publisher = ({ live, updatesFor = ofTheBar }: { readonly live: Live; readonly updatesFor?: UpdatesFor }) =>
  defineContext({
    name: 'publisher',
    purpose: 'Tells the pages what happens, as it happens: each only what it may know.',
    subscribes: {
      everything: {
        events: '*',
        // Every event has a source; EventBridge has no shorter word for "all".
        pattern: { source: [{ prefix: '' }] },
        target: {
          type: 'effect',
          run: (envelope: Envelope, deliveryKey: string) => live.publish(updatesFor(envelope), deliveryKey),
        },
      },
    },
  });

export { createUpdatesFor, eventsOfTheBar, updatesFor, type UpdatesFor } from './updates.ts';
export { showEvent } from './shown-event.ts';
