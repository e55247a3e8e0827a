/** A text broken into two lines at most, at a space, each of about so many letters; what does not fit ends in dots. */
export const linesOf = (text: string, lettersMax: number): readonly string[] => {
  if (text.length <= lettersMax) return [text];
  const words = text.split(' ');
  let first = words.shift() ?? '';
  while (words.length > 0 && first.length + 1 + (words[0]?.length ?? 0) <= lettersMax)
    first += ` ${words.shift() ?? ''}`;
  const rest = words.join(' ');
  if (rest === '') return [cut(first, lettersMax)];
  return [cut(first, lettersMax), cut(rest, lettersMax)];
};

const cut = (text: string, lettersMax: number): string =>
  text.length <= lettersMax ? text : `${text.slice(0, lettersMax - 1)}…`;
