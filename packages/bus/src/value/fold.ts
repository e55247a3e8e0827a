/**
 * Ignoring case the way the bus does (SPEC 3.6): each UTF-16 unit of the *pattern* stands for its lower or its upper form.
 * So `straße` finds `STRASSE` while `STRASSE` does not find `straße`, and `k` never finds the Kelvin sign.
 */
export interface Fold {
  /** The index after the text if it stands in `value` at `at`, otherwise -1. */
  readonly from: (value: string, at: number) => number;
  /** The index of the text if it stands in `value` right before `end`, otherwise -1. */
  readonly upTo: (value: string, end: number) => number;
  /**
   * A key that every value found here has too once put through `foldKey`, so that it can be looked up;
   * undefined for a text with a letter whose forms do not fold onto each other.
   */
  readonly key: string | undefined;
}

/** The key under which a value may be found. Other values can share it: a hit is always tested again. */
export const foldKey = (value: string): string => value.toLowerCase();

export const foldOf = (text: string): Fold => {
  const units = Array.from({ length: text.length }, (_, at) => text.charAt(at));
  const lower = units.map((unit) => unit.toLowerCase());
  const upper = units.map((unit) => unit.toUpperCase());

  const stands = (value: string, at: number, forward: boolean): number => {
    for (let step = 0; step < units.length; step++) {
      const index = forward ? step : units.length - 1 - step;
      const form = formAt(value, at, lower[index] ?? '', forward) ?? formAt(value, at, upper[index] ?? '', forward);
      if (form === undefined) return -1;
      at = form;
    }
    return at;
  };

  return {
    from: (value, at) => stands(value, at, true),
    upTo: (value, end) => stands(value, end, false),
    key: units.every(foldsCleanly) ? foldKey(text) : undefined,
  };
};

const formAt = (value: string, at: number, form: string, forward: boolean): number | undefined => {
  const start = forward ? at : at - form.length;
  if (start < 0 || !value.startsWith(form, start)) return undefined;
  return forward ? start + form.length : start;
};

/* Sigma's lower form depends on its neighbours, so a key made of a whole text cannot be trusted with it. */
const sigma = 'σ';

const surrogate = /[\ud800-\udfff]/;

const foldsCleanly = (unit: string): boolean => {
  // Half a character: stands for itself alone, while the key of a whole value may change it.
  if (surrogate.test(unit)) return false;
  const lower = unit.toLowerCase();
  const upper = unit.toUpperCase();
  return lower.length === 1 && upper.length === 1 && lower !== sigma && upper.toLowerCase() === lower;
};
