/** Walks over a text. Every parser of this package that reads by hand reads through one of these. */
export class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  blanks(): void {
    while (this.peek() === ' ' || this.peek() === '\t' || this.peek() === '\n') this.at++;
  }

  /** Whether `token` comes next; if so it is consumed. */
  takes(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  /** The match of a sticky expression here, consumed. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** A text in quotes of either kind, `\` escaping the next character; undefined when there is none or it does not end. */
  quoted(): string | undefined {
    const quote = this.peek();
    if (quote !== "'" && quote !== '"') return undefined;
    let value = '';
    for (let at = this.at + 1; at < this.text.length; at++) {
      const char = this.text[at] ?? '';
      if (char === quote) {
        this.at = at + 1;
        return value;
      }
      if (char === '\\') {
        at++;
        value += this.text[at] ?? '';
      } else value += char;
    }
    return undefined;
  }
}
