import { readTags, writeTags } from '@espresso/host/resources';
import type { JsonObject } from '@espresso/kernel';
import { objectsIn, requiredText, textIn, textsIn } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';

/** The tags of a request. */
export const tagsIn = (input: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (objectsIn(input, 'Tags') ?? []).map((tag) => [textIn(tag, 'Key') ?? '', textIn(tag, 'Value') ?? '']),
  );

export const tagResource: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'ResourceARN');
  const given = tagsIn(input);
  await host.transact((unit) => {
    writeTags(unit.layer, arn, { ...readTags(unit.layer, arn), ...given });
  });
  return {};
};

export const untagResource: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'ResourceARN');
  const gone = new Set(textsIn(input, 'TagKeys'));
  await host.transact((unit) => {
    const kept = Object.entries(readTags(unit.layer, arn)).filter(([key]) => !gone.has(key));
    writeTags(unit.layer, arn, Object.fromEntries(kept));
  });
  return {};
};

export const listTagsForResource: Operation = async ({ host }, input) => {
  const arn = requiredText(input, 'ResourceARN');
  return host.look((unit) => ({
    Tags: Object.entries(readTags(unit.layer, arn)).map(([Key, Value]) => ({ Key, Value })),
  }));
};
