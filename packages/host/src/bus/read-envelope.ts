import type { Envelope } from '@espresso/contract';
import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';

/** An envelope out of JSON that was one when it was written. */
export const readEnvelope = (json: JsonObject): Envelope => {
  const { resources, detail, 'replay-name': replayName } = json;
  return {
    version: '0',
    id: textOf(json['id']),
    'detail-type': textOf(json['detail-type']),
    source: textOf(json['source']),
    account: textOf(json['account']),
    time: textOf(json['time']),
    region: textOf(json['region']),
    resources: Array.isArray(resources) ? resources.map(textOf) : [],
    detail: isJsonObject(detail) ? detail : {},
    ...(replayName !== undefined && { 'replay-name': textOf(replayName) }),
  };
};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
