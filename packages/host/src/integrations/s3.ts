import { createHash } from 'node:crypto';
import { iso, type Json, type JsonObject } from '@espresso/kernel';
import { succeeded, type Service, type TaskCall, type TaskResult } from '../engine.ts';
import { dropObject, getObject, listObjects, putObject, type StoredObject } from '../resources/objects.ts';
import { serviceError } from './service-error.ts';

/** `aws-sdk:s3:getObject`, `putObject`, `deleteObject`, `listObjectsV2`, and what a distributed Map reads: objects of text. */
export const s3: Service = {
  getObject: (call) => {
    const found = getObject(call.unit.layer, textOf(call, 'Bucket'), textOf(call, 'Key'));
    if (found === undefined) return Promise.resolve(said(call, 'NoSuchKey', 'The specified key does not exist.'));
    const { body, contentType = 'binary/octet-stream', changedMs } = found;
    return Promise.resolve(
      succeeded({
        AcceptRanges: 'bytes',
        Body: body,
        ContentLength: Buffer.byteLength(body),
        ContentType: contentType,
        ETag: etagOf(found),
        LastModified: iso(changedMs),
        Metadata: {},
      }),
    );
  },
  putObject: (call) => {
    const { Body: given = '' } = call.arguments;
    const contentType = textOf(call, 'ContentType');
    const object: StoredObject = {
      bucket: textOf(call, 'Bucket'),
      key: textOf(call, 'Key'),
      body: typeof given === 'string' ? given : JSON.stringify(given),
      changedMs: call.unit.nowMs,
      ...(contentType !== '' && { contentType }),
    };
    putObject(call.unit.layer, object);
    return Promise.resolve(succeeded({ ETag: etagOf(object) }));
  },
  deleteObject: (call) => {
    dropObject(call.unit.layer, textOf(call, 'Bucket'), textOf(call, 'Key'));
    return Promise.resolve(succeeded({}));
  },
  listObjectsV2: (call) => {
    const [bucket, prefix] = [textOf(call, 'Bucket'), textOf(call, 'Prefix')];
    const found = listObjects(call.unit.layer, bucket, prefix);
    return Promise.resolve(
      succeeded({
        Contents: found.map(shownInList),
        IsTruncated: false,
        KeyCount: found.length,
        MaxKeys: 1_000,
        Name: bucket,
        Prefix: prefix,
      }),
    );
  },
};

const etagOf = ({ body }: StoredObject): string => `"${createHash('md5').update(body).digest('hex')}"`;

const shownInList = (object: StoredObject): JsonObject => ({
  Etag: etagOf(object),
  Key: object.key,
  LastModified: Math.floor(object.changedMs / 1_000),
  Size: Buffer.byteLength(object.body),
  StorageClass: 'STANDARD',
});

const NAMES = { optimised: 'S3', product: 'Amazon S3', sdk: 'S3' };

const said = (call: TaskCall, error: string, message: string): TaskResult =>
  serviceError(call, NAMES, { error: `${error}Exception`, code: error, message });

const textOf = ({ arguments: asked }: TaskCall, name: string): string => {
  const value: Json | undefined = asked[name];
  return typeof value === 'string' ? value : '';
};
