import { z } from 'zod';

/** Nothing that breaks a line, is not seen, or turns the text around it (Unicode's directional controls, UAX #9). */
const ONE_LINE = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;

/** Text by a person, for people, that may be left empty: one line of at most so many characters. */
export const lineOrNothing = (charactersMax: number): z.ZodString =>
  z.string().trim().max(charactersMax).regex(ONE_LINE, 'one line of text');

/** A name or note by a person, for people: one line of at most so many characters, and at least one. */
export const line = (charactersMax: number): z.ZodString => lineOrNothing(charactersMax).min(1);
