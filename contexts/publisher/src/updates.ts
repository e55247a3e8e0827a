import { platformEvents, type AnyEvent, type Envelope } from '@espresso/contract';
import * as identity from '@coffee/identity/contract';
import * as inventory from '@coffee/inventory/contract';
import * as notifier from '@coffee/notifier/contract';
import * as orderManager from '@coffee/order-manager/contract';
import * as orderProcessor from '@coffee/order-processor/contract';
import * as shop from '@coffee/shop/contract';
import * as validator from '@coffee/validator/contract';
import { EVENTS_CHANNEL, shopEventsChannel, type Update } from './contract/index.ts';
import { pageRules, type PageRule } from './page-updates.ts';
import { showEvent } from './shown-event.ts';

/** Maps an event to what is told of it, and where. Pure: the same event always gives the same updates. */
export type UpdatesFor = (envelope: Envelope) => readonly Update[];

/** The events of the bar itself, which need no telling. */
export const eventsOfTheBar: readonly AnyEvent[] = [
  ...platformEvents,
  ...[identity, inventory, notifier, orderManager, orderProcessor, shop, validator].flatMap((contract) =>
    Object.values(contract).filter(isEvent),
  ),
];

/**
 * The mapping for a bar with these events; those of extensions are shown with their sentence once they are named here.
 * Pages follow facts as they happen: a replayed event goes to the Explorer's channels only.
 */
export const createUpdatesFor = (events: readonly AnyEvent[]): UpdatesFor => {
  const defined = new Map(events.map((event) => [nameOf(event.source, event.detailType, event.version), event]));
  const rules = new Map<string, PageRule>(
    pageRules.map((rule) => [nameOf(rule.event.source, rule.event.detailType, rule.event.version), rule]),
  );
  return (envelope) => {
    const name = nameOf(envelope.source, envelope['detail-type'], versionOf(envelope));
    const event = defined.get(name);
    const message = showEvent(envelope, event);
    const { shopId } = message.detail;
    const shown: readonly Update[] = [
      { channel: EVENTS_CHANNEL, message },
      ...(event !== undefined && event.source !== 'aws.states' && typeof shopId === 'string'
        ? [{ channel: shopEventsChannel(shopId), message }]
        : []),
    ];
    const rule = rules.get(name);
    return rule?.event.schema.safeParse(envelope.detail).success === true &&
      message.correlationId !== undefined &&
      envelope['replay-name'] === undefined
      ? [...rule.updates(envelope), ...shown]
      : shown;
  };
};

const nameOf = (source: string, detailType: string, version: number): string =>
  `${source} ${detailType}@${String(version)}`;

/** The platform's own events carry no metadata: they are of the one version AWS has. */
const versionOf = ({ detail }: Envelope): number => {
  const { metadata } = detail;
  const version =
    typeof metadata === 'object' && metadata !== null && 'version' in metadata ? metadata['version'] : undefined;
  return typeof version === 'number' ? version : 1;
};

function isEvent(part: unknown): part is AnyEvent {
  return typeof part === 'function' && 'kind' in part && part.kind === 'event' && 'detailType' in part;
}

/** The mapping for the bar alone. */
export const updatesFor: UpdatesFor = createUpdatesFor(eventsOfTheBar);
