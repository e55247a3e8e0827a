import type { Json, JsonArray, JsonObject } from '@espresso/kernel';

/** Finds a part of an event; undefined where there is none. */
export type Path = (event: JsonObject) => Json | undefined;

const step = /\.([^.[\]*]+)|\[(\d+)\]|\['([^']+)'\]/y;

/**
 * The part of JSONPath that targets use: `$`, then `.name`, `[0]` or `['name']`, each naming one place. Undefined for
 * text that is none.
 */
export const compilePath = (text: string): Path | undefined => {
  if (!text.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (found === null) return undefined;
    const [, name, index, quoted] = found;
    steps.push(index === undefined ? (name ?? quoted ?? '') : Number(index));
  }
  return (event) => {
    let value: Json | undefined = event;
    for (const at of steps) {
      value = child(value, at);
      if (value === undefined) return undefined;
    }
    return value;
  };
};

const child = (value: Json, at: string | number): Json | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isArray(value)) return typeof at === 'number' ? value[at] : undefined;
  return typeof at === 'string' && Object.hasOwn(value, at) ? value[at] : undefined;
};

const isArray = (value: Json): value is JsonArray => Array.isArray(value);
