import { eventMetadata, MASK, mask, type AnyEvent, type Envelope, type SensitivePath } from '@espresso/contract';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import type { EventMessage } from './contract/index.ts';

/** Sources that are ours to vouch for; whatever else is on the bus, somebody else wrote. */
const OURS = /^(?:espresso\.|aws\.)/;
/** Names under which strangers keep what should not be shown. */
const TELLING_NAMES = /e-?mail|token|secret|password|passwd|credential|authorization|cookie|api-?_?key|^code$|phone/i;
/** Fields of the platform that carry other people's whole documents as text. */
const DOCUMENTS: readonly SensitivePath[] = ['input', 'output', 'cause'].map((name) => ({
  path: [name],
  sensitivity: 'secret',
}));

/**
 * An event as it may leave the process. What is shown is what its definition knows, less what the definition marks; an
 * event of ours that nobody defined (an older or newer version, a field that does not fit) shows its field names only.
 */
export const showEvent = (envelope: Envelope, event: AnyEvent | undefined): EventMessage => {
  const metadata = eventMetadata.safeParse(envelope.detail['metadata']).data;
  const detail = detailOf(envelope, event);
  return {
    type: 'event',
    at: envelope.time,
    id: envelope.id,
    source: envelope.source,
    detailType: envelope['detail-type'],
    // Told from what is shown: a sentence can repeat nothing that is masked.
    sentence: event?.sentence(detail) ?? envelope['detail-type'],
    ...(metadata && { correlationId: metadata.correlationId, version: metadata.version }),
    ...(metadata?.causationId !== undefined && { causationId: metadata.causationId }),
    ...(envelope['replay-name'] !== undefined && { replayName: envelope['replay-name'] }),
    detail,
  };
};

const detailOf = (envelope: Envelope, event: AnyEvent | undefined): JsonObject => {
  if (event?.schema.safeParse(envelope.detail).success === true) {
    const { shape } = event.schema;
    const known = Object.fromEntries(Object.entries(envelope.detail).filter(([name]) => Object.hasOwn(shape, name)));
    const marked = event.source.startsWith('aws.') ? [...event.sensitive, ...DOCUMENTS] : event.sensitive;
    return scrubFields(mask(known, marked), keepName);
  }
  const { metadata: _metadata, ...rest } = envelope.detail;
  if (!OURS.test(envelope.source)) return scrubFields(rest, (name) => !TELLING_NAMES.test(name));
  return Object.fromEntries(Object.keys(rest).map((name) => [name, MASK]));
};

const keepName = () => true;

/** A net under the marks: an address in a free text (a reason, a note) is masked wherever it stands. */
const scrub = (value: Json, keeps: (name: string) => boolean): Json => {
  if (typeof value === 'string') return value.includes('@') ? value.replace(/\S+/g, maskAddress) : value;
  if (Array.isArray(value)) return value.map((entry: Json) => scrub(entry, keeps));
  return isJsonObject(value) ? scrubFields(value, keeps) : value;
};

const scrubFields = (value: JsonObject, keeps: (name: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, field]) => [name, keeps(name) ? scrub(field, keeps) : MASK]));

const maskAddress = (word: string): string => {
  const at = word.indexOf('@');
  return at > 0 && at < word.length - 1 ? MASK : word;
};
