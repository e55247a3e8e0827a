import { isJsonObject, parseJson, type Json, type JsonObject } from '@espresso/kernel';

/** A field of a form, as a JSON Schema asks for it. */
export interface Field {
  /** Where it belongs: `drink/name`. */
  readonly path: string;
  readonly name: string;
  readonly kind: 'text' | 'number' | 'yes-no' | 'choice' | 'json';
  readonly choices: readonly string[];
  readonly required: boolean;
  /** What stands in it at first. */
  readonly start: string;
}

const DEPTH_MAX = 4;

/** The fields of a schema, those of objects within it one by one, filled with an example; what no field can ask for is asked as JSON. */
export const fieldsOf = (schema: Json, example: Json, path = '', depth = 0): readonly Field[] => {
  const { properties, required } = isJsonObject(schema) ? schema : {};
  const wanted = Array.isArray(required) ? required : [];
  return Object.entries(objectOf(properties)).flatMap(([name, property]) => {
    if (name === 'metadata') return [];
    const known = isJsonObject(property) ? property : {};
    const value = isJsonObject(example) ? example[name] : undefined;
    const place = path === '' ? name : `${path}/${name}`;
    if (isJsonObject(known['properties'] ?? null) && depth < DEPTH_MAX)
      return fieldsOf(known, value ?? null, place, depth + 1);
    const kind = kindOf(known);
    return [
      {
        path: place,
        name: place.replaceAll('/', ' › '),
        kind,
        choices: choicesOf(known),
        required: wanted.includes(name),
        start: startOf(kind, value),
      },
    ];
  });
};

const objectOf = (value: Json | undefined): JsonObject => (value !== undefined && isJsonObject(value) ? value : {});

const choicesOf = (schema: JsonObject): readonly string[] => {
  const { enum: among, const: only } = schema;
  if (typeof only === 'string') return [only];
  return Array.isArray(among) ? among.filter((one: Json) => typeof one === 'string') : [];
};

const kindOf = (schema: JsonObject): Field['kind'] => {
  if (choicesOf(schema).length > 0) return 'choice';
  const { type } = schema;
  if (type === 'string') return 'text';
  if (type === 'number' || type === 'integer') return 'number';
  return type === 'boolean' ? 'yes-no' : 'json';
};

const startOf = (kind: Field['kind'], value: Json | undefined): string => {
  if (value === undefined) return kind === 'yes-no' ? 'false' : '';
  return typeof value === 'string' && kind !== 'json' ? value : JSON.stringify(value);
};

/** What the fields say, or which of them says nothing that can be read. */
export const detailFrom = (
  fields: readonly Field[],
  values: Readonly<Record<string, string>>,
): { readonly detail: JsonObject; readonly unreadable: readonly string[] } => {
  const detail: Record<string, Json> = {};
  const unreadable: string[] = [];
  for (const field of fields) {
    const text = values[field.path] ?? field.start;
    if (text === '' && !(field.kind === 'text' && field.required)) continue;
    const value = valueOf(field, text);
    if (value === undefined) unreadable.push(field.path);
    else put(detail, field.path.split('/'), value);
  }
  return { detail, unreadable };
};

const valueOf = ({ kind }: Field, text: string): Json | undefined => {
  if (kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (kind === 'yes-no') return text === 'true';
  if (kind !== 'json') return text;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

const put = (into: Record<string, Json>, [name = '', ...rest]: readonly string[], value: Json): void => {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const within: Record<string, Json> = { ...objectOf(into[name]) };
  put(within, rest, value);
  into[name] = within;
};

/** What the bar says is wrong, by the place of the field it speaks of. */
export const faultsByField = (
  errors: Json | undefined,
  fields: readonly Field[],
): { readonly byField: Readonly<Record<string, string>>; readonly others: readonly string[] } => {
  const byField: Record<string, string> = {};
  const others: string[] = [];
  const told: readonly Json[] = Array.isArray(errors) ? errors : [];
  for (const error of told) {
    if (!isJsonObject(error)) continue;
    const { pointer, detail } = error;
    const place = typeof pointer === 'string' ? pointer.replace(/^#\/body\/detail\/?/, '') : '';
    const says = typeof detail === 'string' ? detail : '';
    const field = fields.find(({ path }) => place === path || place.startsWith(`${path}/`));
    if (field === undefined) others.push(`${place} ${says}`.trim());
    else byField[field.path] = says;
  }
  return { byField, others };
};
