import { parseJson } from '@espresso/kernel';
import { openSeal } from '@espresso/sealed';
import { z } from 'zod';

const letter = z.strictObject({ to: z.string(), subject: z.string(), text: z.string() });
export type Letter = z.output<typeof letter>;

/** Seals letters on their way through the log, address and all. */
export const openLetters = (pepper: string) => {
  const sealing = openSeal(pepper, 'letters');
  return {
    seal: (one: Letter): string => sealing.seal(JSON.stringify(letter.parse(one))),
    /** @throws SealBroken */
    open: (sealed: string): Letter => letter.parse(parseJson(sealing.open(sealed))),
  };
};
export type Letters = ReturnType<typeof openLetters>;
