import type { KeyValues } from '@espresso/tables';
import { jsonSpace, keyOf, startingWith } from '../store/json-space.ts';
import type { View } from '../work/layer.ts';

/** An object of a bucket, whose body is text. A bucket exists by what is in it. */
export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly body: string;
  readonly contentType?: string;
  readonly changedMs: number;
}

const objects = jsonSpace<StoredObject>('objects');

export const putObject = (store: KeyValues, object: StoredObject): void =>
  store.put(objects, keyOf(object.bucket, object.key), object);

export const getObject = (view: View, bucket: string, key: string): StoredObject | undefined =>
  view.get(objects, keyOf(bucket, key));

export const dropObject = (store: KeyValues, bucket: string, key: string): void =>
  store.delete(objects, keyOf(bucket, key));

/** The objects of a bucket whose keys begin so, in the order of their keys. */
export const listObjects = (view: View, bucket: string, prefix: string): readonly StoredObject[] =>
  [...view.range(objects, startingWith(bucket))]
    .map(([, object]) => object)
    .filter(({ key }) => key.startsWith(prefix));
