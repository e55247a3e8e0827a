import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';
import { putObject } from '../resources/objects.ts';
import type { Unit } from '../work/unit.ts';
import { mapRunId, type ChildEnd, type MapRun } from './map-runs.ts';

/** What a Map Run gives its state: the children's results, or where they were written (developer guide, "ResultWriter (Map)"). */
export const resultsOf = (unit: Unit, run: MapRun, ends: readonly ChildEnd[]): Json => {
  const { writer } = run;
  if (writer?.resource === undefined) return results(ends, writer?.transformation ?? 'COMPACT');
  const { Bucket: bucket, Prefix: prefix } = isJsonObject(writer.arguments) ? writer.arguments : {};
  const folder = [textOf(prefix).replace(/\/$/, ''), mapRunId(run.arn)].filter((part) => part !== '').join('/');
  const write = (name: string, text: string): JsonObject => {
    putObject(unit.layer, { bucket: textOf(bucket), key: `${folder}/${name}`, body: text, changedMs: unit.nowMs });
    return { Key: `${folder}/${name}`, Size: Buffer.byteLength(text) };
  };
  const file = (status: 'SUCCEEDED' | 'FAILED'): readonly JsonObject[] => {
    const own = ends.filter((end) => (end.status === 'SUCCEEDED') === (status === 'SUCCEEDED'));
    const all = results(own, status === 'FAILED' ? 'NONE' : (writer.transformation ?? 'NONE'));
    const lines =
      writer.outputType === 'JSONL' ? all.map((entry) => JSON.stringify(entry)).join('\n') : JSON.stringify(all);
    return own.length === 0 ? [] : [write(`${status}_0.${writer.outputType.toLowerCase()}`, lines)];
  };
  const manifest = write(
    'manifest.json',
    JSON.stringify({
      DestinationBucket: textOf(bucket),
      MapRunArn: run.arn,
      ResultFiles: { FAILED: file('FAILED'), PENDING: [], SUCCEEDED: file('SUCCEEDED') },
    }),
  );
  return { MapRunArn: run.arn, ResultWriterDetails: { Bucket: textOf(bucket), Key: manifest['Key'] ?? '' } };
};

/** `NONE` tells of each execution, `COMPACT` gives the outputs, `FLATTEN` the entries of outputs that are lists. */
const results = (ends: readonly ChildEnd[], transformation: string): readonly Json[] => {
  if (transformation === 'NONE') return ends.map(({ described }) => described);
  const outputs = ends.flatMap(({ status, described }): readonly Json[] => {
    const output = described['Output'];
    return status === 'SUCCEEDED' && typeof output === 'string' ? [parseJson(output)] : [];
  });
  return transformation === 'FLATTEN' ? outputs.flatMap((output) => output) : outputs;
};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
