/** `StringMatches`: `*` stands for any characters, `\*` for an asterisk and `\\` for a backslash. Linear in the text per `*`. */
export const wildcard = (pattern: string): ((text: string) => boolean) => {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    const following = pattern[at + 1];
    if (char === '*') {
      parts.push(part);
      part = '';
    } else if (char === '\\' && (following === '*' || following === '\\')) {
      part += following;
      at++;
    } else part += char;
  }
  parts.push(part);
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1);
  if (parts.length === 1) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
    let from = first.length;
    for (const inside of middle) {
      const found = text.indexOf(inside, from);
      if (found < 0) return false;
      from = found + inside.length;
    }
    return from <= text.length - last.length;
  };
};
