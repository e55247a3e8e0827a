import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { validation } from './errors.ts';
import type { Operation } from './operation.ts';

interface Common {
  readonly required?: true;
}

/** What an API's model says of one member of a request. */
export type Shape = Common &
  (
    | {
        readonly is: 'text';
        /** A resource that may be named by its ARN as well, which is not looked at here. */
        readonly orArn?: true;
        readonly oneOf?: readonly string[];
        readonly pattern?: string;
        readonly least?: number;
        readonly most?: number;
      }
    | { readonly is: 'number'; readonly least?: number; readonly most?: number }
    | { readonly is: 'list'; readonly least?: number; readonly most?: number; readonly of?: Shape }
    | {
        readonly is: 'map';
        readonly least?: number;
        readonly of?: Shape;
        /** What every key must be, where it is a name and no ARN. */
        readonly keys?: { readonly pattern: string; readonly least: number; readonly most: number };
        /** How long every value must be. */
        readonly values?: { readonly least: number; readonly most: number };
      }
    | { readonly is: 'structure'; readonly members: Members }
  );

/** Members in the order in which the service looks at them. */
export type Members = Readonly<Record<string, Shape>>;

/** AWS's front door tells no more faults than this. */
const TOLD_MAX = 10;

/** An operation whose requests are held against their model first. */
export const checked =
  (members: Members, operation: Operation): Operation =>
  (call, input) => {
    checkShape(members, input);
    return operation(call, input);
  };

/** @throws AwsError ValidationException, which tells of every constraint that was not met, as AWS's front door does */
export const checkShape = (members: Members, input: JsonObject): void => {
  const faults: string[] = [];
  checkMembers(members, input, '', faults);
  if (faults.length === 0) return;
  const told = faults.slice(0, TOLD_MAX);
  throw validation(`${told.length} validation error${told.length > 1 ? 's' : ''} detected: ${told.join('; ')}`);
};

const checkMembers = (members: Members, input: JsonObject, before: string, faults: string[]): void => {
  for (const [name, shape] of Object.entries(members))
    checkMember(shape, input[name] ?? undefined, before + name.charAt(0).toLowerCase() + name.slice(1), faults);
};

const checkMember = (shape: Shape, value: Json | undefined, at: string, faults: string[]): void => {
  const refuse = (rule: string): void => {
    const told = value === undefined ? 'null' : `'${shown(value)}'`;
    faults.push(`Value ${told} at '${at}' failed to satisfy constraint: ${rule}`);
  };
  if (value === undefined) {
    if (shape.required === true) refuse('Member must not be null');
    return;
  }
  const checkLength = (length: number, { least = 0, most = Infinity }: Bounds): void => {
    if (length < least) refuse(`Member must have length greater than or equal to ${least}`);
    if (length > most) refuse(`Member must have length less than or equal to ${most}`);
  };
  if (shape.is === 'text' && typeof value === 'string') {
    if (shape.orArn === true && value.startsWith('arn:')) return;
    if (shape.oneOf?.includes(value) === false)
      refuse(`Member must satisfy enum value set: [${shape.oneOf.join(', ')}]`);
    if (shape.pattern !== undefined && !matches(shape.pattern, value))
      refuse(`Member must satisfy regular expression pattern: ${shape.pattern}`);
    checkLength(value.length, shape);
  } else if (shape.is === 'number' && typeof value === 'number') {
    const { least = -Infinity, most = Infinity } = shape;
    if (value < least) refuse(`Member must have value greater than or equal to ${least}`);
    if (value > most) refuse(`Member must have value less than or equal to ${most}`);
  } else if (shape.is === 'list' && isList(value)) {
    checkLength(value.length, shape);
    const { of } = shape;
    if (of !== undefined)
      value.forEach((member, index) => {
        checkMember(of, member ?? undefined, `${at}.${index + 1}.member`, faults);
      });
  } else if (shape.is === 'map' && isJsonObject(value)) {
    checkLength(Object.keys(value).length, shape);
    const { keys, values, of } = shape;
    if (
      keys !== undefined &&
      !Object.keys(value).every(
        (key) => key.startsWith('arn:') || (isWithin(key.length, keys) && matches(keys.pattern, key)),
      )
    )
      refuse(
        `Map keys must satisfy constraint: [Member must have length less than or equal to ${keys.most}, Member must have length greater than or equal to ${keys.least}, Member must satisfy regular expression pattern: ${keys.pattern}]`,
      );
    if (
      values !== undefined &&
      !Object.values(value).every((entry) => !isList(entry) || isWithin(entry.length, values))
    )
      refuse(
        `Map value must satisfy constraint: [Member must have length less than or equal to ${values.most}, Member must have length greater than or equal to ${values.least}]`,
      );
    if (of !== undefined)
      for (const [key, entry] of Object.entries(value))
        checkMember(of, entry ?? undefined, `${at}.${key}.member`, faults);
  } else if (shape.is === 'structure' && isJsonObject(value)) checkMembers(shape.members, value, `${at}.`, faults);
};

interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

const isWithin = (length: number, { least, most }: { readonly least: number; readonly most: number }): boolean =>
  length >= least && length <= most;

const matches = (pattern: string, value: string): boolean => new RegExp(`^(?:${pattern})$`).test(value);

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const shown = (value: Json): string => {
  if (typeof value === 'string') return value;
  return isList(value) ? `[${value.map(shown).join(', ')}]` : JSON.stringify(value);
};
