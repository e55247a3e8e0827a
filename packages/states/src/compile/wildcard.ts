/** `StringMatches`: `*` stands for any characters, `\*` for an asterisk and `\\` for a backslash. Linear in the text per `*`. */
export const wildcard = (pattern: string): ((text: string) => boolean) => {
  const parts: string[] = [''];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? '';
    if (char === '*') parts.push('');
    else if (char === '\\' && (pattern[at + 1] === '*' || pattern[at + 1] === '\\'))
      parts[parts.length - 1] += pattern[++at] ?? '';
    else parts[parts.length - 1] += char;
  }
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1);
  if (parts.length === 1) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
    let from = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, from);
      if (found < 0) return false;
      from = found + part.length;
    }
    return from <= text.length - last.length;
  };
};
