import { parseArgs } from 'node:util';
import { WrongUse } from './faults.ts';

type Kind = 'text' | 'yes';
type Given<Options extends Readonly<Record<string, Kind>>> = {
  readonly [Name in keyof Options]?: Options[Name] extends 'yes' ? true : string;
};

/**
 * What was asked for on the command line: flags by name, and words. `--url` and `--token` are always understood.
 * @throws WrongUse when a flag is not known or lacks its value
 */
export const readOptions = <const Options extends Readonly<Record<string, Kind>>>(
  args: readonly string[],
  known: Options,
): { readonly flags: Given<Options & typeof always>; readonly words: readonly string[] } => {
  const kinds: Options & typeof always = { ...known, ...always };
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(kinds).map(([name, kind]) => [name, { type: kind === 'yes' ? 'boolean' : 'string' } as const]),
      ),
    });
    const flags: object = { ...values };
    assertGiven(flags, kinds);
    return { flags, words: positionals };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

const always = { url: 'text', token: 'text' } as const satisfies Record<string, Kind>;

/** parseArgs has seen to it that the values are of the kinds asked for; here the compiler sees it too. */
function assertGiven<Options extends Readonly<Record<string, Kind>>>(
  values: object,
  kinds: Options,
): asserts values is Given<Options> {
  for (const [name, value] of Object.entries(values))
    if (typeof value !== (kinds[name] === 'yes' ? 'boolean' : 'string'))
      throw new WrongUse(`--${name} makes no sense so`);
}

/** @throws WrongUse when it is no number, or out of bounds */
export const numberIn = (
  flag: string,
  text: string | undefined,
  { otherwise, min, max }: { readonly otherwise: number; readonly min: number; readonly max: number },
): number => {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < min || number > max)
    throw new WrongUse(`--${flag} is a number from ${min} to ${max}, not '${text}'`);
  return number;
};
