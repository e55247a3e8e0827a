import type { KeyValues } from '@espresso/tables';
import { jsonSpace } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** Labels that somebody gave a resource, by its ARN. They are kept and shown, and change nothing. */
export type Tags = Readonly<Record<string, string>>;

const tags = jsonSpace<Tags>('tags');

export const readTags = (view: View, arn: string): Tags => view.get(tags, arn) ?? {};

export const writeTags = (store: KeyValues, arn: string, given: Tags): void => {
  if (Object.keys(given).length === 0) store.delete(tags, arn);
  else store.put(tags, arn, given);
};
