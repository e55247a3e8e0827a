import type { InvalidRequest } from '../errors.ts';
import type { FunctionCall, Operand, WrittenPath } from './syntax.ts';
import { invalidExpression, syntaxError, tokenize, type ExpressionKind, type Token } from './tokens.ts';

/** How deep an expression may be nested: DynamoDB takes 300 operators at most, so no deeper one can be meant. */
const DEPTH_MAX = 300;
const END: Token = { kind: 'end', text: '<EOF>', from: 0, to: 0 };

/** Reads an expression from its start: what all grammars share. Each grammar builds on it. */
export class Parser {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.kind = kind;
    this.#text = text;
    this.#tokens = tokenize(kind, text);
  }

  /** How many tokens have been read. */
  get position(): number {
    return this.#at;
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1) ?? END;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'mark' && token.text === text;
  }

  isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.length === word.length && token.text.toUpperCase() === word;
  }

  takeMark(text: string): boolean {
    return this.isMark(text) && this.next().kind === 'mark';
  }

  takeWord(word: string): boolean {
    return this.isWord(word) && this.next().kind === 'word';
  }

  expectMark(text: string): void {
    if (!this.takeMark(text)) throw this.unexpected();
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected();
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.unexpected();
  }

  /** The next token is not what the grammar has there. */
  unexpected(): InvalidRequest {
    const token = this.peek();
    const from = this.#tokens[this.#at - 1]?.from ?? token.from;
    return this.invalid(syntaxError(token.text, this.#text.slice(from, this.peek(1).to).trim()));
  }

  invalid(problem: string): InvalidRequest {
    return invalidExpression(this.kind, problem);
  }

  /** Runs `read` one level deeper. */
  nested<Result>(read: () => Result): Result {
    if (++this.#depth > DEPTH_MAX) throw this.invalid('The expression contains too many operators or functions');
    const result = read();
    this.#depth--;
    return result;
  }

  /** One or more of what `read` reads, with commas between. */
  list<Element>(read: () => Element): readonly Element[] {
    const elements = [read()];
    while (this.takeMark(',')) elements.push(read());
    return elements;
  }

  path(): WrittenPath {
    const path: (string | number)[] = [this.#pathName()];
    for (;;) {
      if (this.takeMark('.')) path.push(this.#pathName());
      else if (this.takeMark('[')) {
        if (this.peek().kind !== 'index') throw this.unexpected();
        path.push(Number(this.next().text));
        this.expectMark(']');
      } else return path;
    }
  }

  #pathName(): string {
    const { kind } = this.peek();
    if (kind !== 'word' && kind !== 'name') throw this.unexpected();
    return this.next().text;
  }

  valueName(): string {
    if (this.peek().kind !== 'value') throw this.unexpected();
    return this.next().text;
  }

  /** A path, a value or a function call; `operand` reads the call's operands. */
  simpleOperand(operand: () => Operand): Operand {
    const { kind } = this.peek();
    if (kind === 'value') return { kind: 'value', name: this.next().text };
    if (kind === 'word' && this.isMark('(', 1)) return this.call(operand);
    return { kind: 'path', path: this.path() };
  }

  call(operand: () => Operand): FunctionCall {
    const name = this.next().text;
    this.expectMark('(');
    const operands = this.nested(() => this.list(operand));
    this.expectMark(')');
    return { kind: 'call', name, operands };
  }
}
