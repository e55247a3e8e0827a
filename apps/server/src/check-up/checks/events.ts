import { MASK, sensitivePaths, type AnyEvent } from '@espresso/contract';
import type { LoggedEvent } from '@espresso/host';
import { isJsonObject, type Json } from '@espresso/kernel';
import { foundIn, type Check } from '../check.ts';

const isOurs = ({ envelope }: LoggedEvent): boolean => envelope.source.startsWith('espresso.');
const typeOf = ({ envelope }: LoggedEvent): string => envelope['detail-type'];

/** The definition an event was emitted by: of its own version where several live side by side. */
const definitionOf = (events: readonly AnyEvent[], logged: LoggedEvent): AnyEvent | undefined => {
  const metadata = logged.envelope.detail['metadata'];
  const version = isJsonObject(metadata) ? metadata['version'] : undefined;
  const ofType = events.filter(({ detailType }) => detailType === typeOf(logged));
  return ofType.find((event) => event.version === version) ?? ofType.at(-1);
};

export const fitsItsSchema: Check = {
  id: 'fits-its-schema',
  claim: 'Every event in the log fits the schema it is defined by.',
  remedy:
    'Emit events through their definition, never by hand; where the definition changed, give the new shape a version of its own.',
  severity: 'error',
  look: ({ log, events }) =>
    foundIn(log.filter(isOurs), (logged) => {
      const definition = definitionOf(events, logged);
      if (definition === undefined) return [`${typeOf(logged)} is defined by no context`];
      const read = definition.schema.safeParse(logged.envelope.detail);
      const [issue] = read.error?.issues ?? [];
      return issue === undefined ? [] : [`${typeOf(logged)}: ${issue.path.join('.') || 'detail'}: ${issue.message}`];
    }),
};

export const tellsItsCause: Check = {
  id: 'tells-its-cause',
  claim: 'Every event names its conversation, and its cause is an earlier event.',
  remedy:
    'Hand events back from the handler that was called: the bus then writes cause and conversation itself. Publish by hand only what nothing caused.',
  severity: 'error',
  look: ({ log, eventById, logIsWhole }) =>
    foundIn(log, (logged) => {
      const { causationId, correlationId, number } = logged;
      if (correlationId === '') return [`${typeOf(logged)} belongs to no conversation`];
      if (causationId === undefined) return [];
      const cause = eventById(causationId);
      if (cause === undefined) return logIsWhole ? [`${typeOf(logged)} names a cause that is not in the log`] : [];
      return cause.number < number ? [] : [`${typeOf(logged)} names a cause that happened after it`];
    }),
};

export const hasOneProducer: Check = {
  id: 'has-one-producer',
  claim: 'A type of event has one owner, and nobody else publishes it; an id stands for one event.',
  remedy:
    'Let the owner publish the fact, and ask it by an event or a function of its own; or give your fact a type of your own.',
  severity: 'error',
  look: ({ log, events }) => {
    const sources = new Map(events.map(({ detailType, source }) => [detailType, source]));
    const seen = new Map<string, number>();
    return foundIn(log, (logged) => {
      const source = sources.get(typeOf(logged));
      const earlier = seen.get(logged.envelope.id);
      seen.set(logged.envelope.id, logged.number);
      if (earlier !== undefined && logged.envelope['replay-name'] === undefined)
        return [`the id of ${typeOf(logged)} was used before`];
      return source === undefined || source === logged.envelope.source
        ? []
        : [`${typeOf(logged)} belongs to ${source}, but ${logged.envelope.source} published it`];
    });
  },
};

const ADDRESS = /[^\s"<>(),;:]+@[^\s"<>(),;:]+\.[a-z]{2,}/i;
const TELLING_NAME = /e-?mail|phone|password|secret|token/i;

export const personalDataIsMarked: Check = {
  id: 'personal-data-is-marked',
  claim: 'What identifies a person or opens a door stands only in fields that are marked as such.',
  remedy:
    'Mark the field with personal() or secret() in the event’s definition: it is masked wherever it is shown. Better still, leave it out and carry an id.',
  severity: 'error',
  look: ({ log, events }) => [
    ...events.flatMap(({ detailType, schema, sensitive }) =>
      Object.keys(schema.shape)
        .filter((field) => TELLING_NAME.test(field) && !sensitive.some(({ path }) => path[0] === field))
        .map((field) => ({
          what: `${detailType}: the field ${field} sounds personal or secret and is not marked`,
          item: `event:${detailType}`,
        })),
    ),
    ...foundIn(log.filter(isOurs), (logged) => {
      const definition = definitionOf(events, logged);
      const marked = new Set((definition ? sensitivePaths(definition.schema) : []).map(({ path }) => path.join('.')));
      return addressesIn(logged.envelope.detail)
        .filter((path) => !marked.has(path))
        .map((path) => `${typeOf(logged)}: ${path} holds an e-mail address and is not marked`);
    }),
  ],
};

const addressesIn = (value: Json, path: readonly string[] = []): readonly string[] => {
  if (typeof value === 'string') return value !== MASK && ADDRESS.test(value) ? [path.join('.')] : [];
  if (Array.isArray(value)) return value.flatMap((entry: Json) => addressesIn(entry, [...path, '*']));
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([name, field]) => addressesIn(field, [...path, name]))
    : [];
};

const SKEW_MS_MAX = 5_000;

export const clockGoesForward: Check = {
  id: 'clock-goes-forward',
  claim: 'Time goes forward along the log, and no event is of the future.',
  remedy: 'Let the machine keep its time by NTP, and read it from the clock of the unit of work alone.',
  severity: 'warning',
  look: ({ log, nowMs }) => {
    let newest = 0;
    return foundIn(log, (logged) => {
      const back = newest - logged.atMs;
      newest = Math.max(newest, logged.atMs);
      if (logged.atMs > nowMs + SKEW_MS_MAX) return [`${typeOf(logged)} is of the future`];
      return back > SKEW_MS_MAX ? [`${typeOf(logged)} is older than events before it`] : [];
    });
  },
};

/** EventBridge takes entries up to so much; what nears it will be refused one day. */
const ENTRY_MAX_BYTES = 256 * 1_024;

export const staysSmall: Check = {
  id: 'stays-small',
  claim: 'Every event is far smaller than the 256 KB an entry may have on EventBridge.',
  remedy: 'Carry an id and let the reader ask, or put the large part into a file and carry its address.',
  severity: 'warning',
  look: ({ log }) =>
    foundIn(log, (logged) =>
      Buffer.byteLength(JSON.stringify(logged.envelope)) > ENTRY_MAX_BYTES / 4
        ? [`${typeOf(logged)} takes more than a quarter of what an entry may have`]
        : [],
    ),
};
