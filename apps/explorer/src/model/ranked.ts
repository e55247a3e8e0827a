/** How well a wish fits a name: higher is better, undefined is not at all. Every letter has to be there, in order. */
export const fit = (wish: string, name: string): number | undefined => {
  const [wanted, text] = [wish.toLowerCase().replaceAll(/\s+/g, ''), name.toLowerCase()];
  if (wanted === '') return 0;
  const whole = text.replaceAll(/\s+/g, '').indexOf(wanted);
  if (whole !== -1) return 1_000 - whole - text.length / 100;
  let [score, at, before] = [0, 0, -2];
  for (const letter of wanted) {
    const found = text.indexOf(letter, at);
    if (found === -1) return undefined;
    const beginsWord = found === 0 || /[\s.:\-/]/.test(text[found - 1] ?? '') || isCapital(name[found]);
    score += (found === before + 1 ? 8 : 0) + (beginsWord ? 6 : 0) + 1;
    [before, at] = [found, found + 1];
  }
  return score - text.length / 100;
};

const isCapital = (letter: string | undefined): boolean => letter !== undefined && /[A-Z]/.test(letter);

/** Those that fit, best first; equals keep their order. */
export const ranked = <T>(wish: string, things: readonly T[], nameOf: (thing: T) => string, max = 50): readonly T[] =>
  things
    .flatMap((thing) => {
      const score = fit(wish, nameOf(thing));
      return score === undefined ? [] : [{ thing, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, max)
    .map(({ thing }) => thing);

/** Whether a text looks like an id that somebody pasted. */
export const looksLikeId = (text: string): boolean =>
  /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text.trim());
