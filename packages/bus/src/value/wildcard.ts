/** A value that starts with the first piece, ends with the last, and holds those between in order, without overlap. */
export const wildcardTest = (pieces: readonly string[]): ((value: string) => boolean) => {
  const head = pieces[0] ?? '';
  const tail = pieces.at(-1) ?? '';
  const between = pieces.slice(1, -1);
  const lengthMin = pieces.reduce((sum, piece) => sum + piece.length, 0);

  return (value) => {
    if (value.length < lengthMin || !value.startsWith(head) || !value.endsWith(tail)) return false;
    const end = value.length - tail.length;
    let at = head.length;
    // Taking each piece at its first place leaves the most room for those after it.
    for (const piece of between) {
      const found = value.indexOf(piece, at);
      if (found === -1 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
};

const setsMax = 2_000;

/**
 * In how many places of the pattern a value can be at once, at worst; `enough` or more is reported as `enough`.
 * Each star is a place that is never left, so `*:*:*` is more complex than `*abc*`. Found by walking every
 * set of places that some value can reach; a pattern with too many of those counts as `enough` as well.
 */
export const complexity = (pieces: readonly string[], enough: number): number => {
  const tokens = pieces.flatMap((piece, at): Token[] => (at === 0 ? [...piece] : [star, ...piece]));
  const letters = [...new Set(tokens.filter((token) => token !== star)), 'any other'];

  // A place is how many tokens have been passed. Passing what precedes a star also opens the star.
  const arrive = (places: Set<number>, place: number): void => {
    places.add(place);
    if (tokens[place] === star) places.add(place + 1);
  };
  const after = (places: ReadonlySet<number>, letter: string): Set<number> => {
    const next = new Set<number>();
    for (const place of places) {
      if (place > 0 && tokens[place - 1] === star) next.add(place);
      if (tokens[place] === letter) arrive(next, place + 1);
    }
    return next;
  };

  const first = new Set<number>();
  arrive(first, 0);
  const seen = new Set<string>();
  const waiting = [first];
  let most = 0;
  for (let places = waiting.pop(); places !== undefined; places = waiting.pop()) {
    most = Math.max(most, places.size);
    if (most >= enough || seen.size > setsMax) return enough;
    for (const letter of letters) {
      const next = after(places, letter);
      const key = [...next].sort((a, b) => a - b).join();
      if (next.size === 0 || seen.has(key)) continue;
      seen.add(key);
      waiting.push(next);
    }
  }
  return most;
};

const star = Symbol('star');
type Token = string | typeof star;
