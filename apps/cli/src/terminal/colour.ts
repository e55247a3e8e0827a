const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;
export type Colour = keyof typeof codes;

/** Writes text in a colour, where a person reads it; colour alone never says anything. */
export type Paint = (colour: Colour, text: string) => string;

const ESCAPE = '\u001B[';

/** https://no-color.org: whoever sets NO_COLOR gets none. */
export const paintFor = (terminal: {
  readonly isPerson: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Paint =>
  terminal.isPerson && (terminal.env['NO_COLOR'] ?? '') === ''
    ? (colour, text) => `${ESCAPE}${codes[colour]}m${text}${ESCAPE}0m`
    : (_, text) => text;

/** Puts the cursor at the top of an empty screen. */
export const CLEAR = `${ESCAPE}H${ESCAPE}J`;

/** Text from elsewhere, without anything a terminal would obey. */
export const plain = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
