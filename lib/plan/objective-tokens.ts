import { UsageError } from '../model/errors.ts';

/** A word or sign of an objective. */
export interface Token {
  readonly text: string;
  /** From 0. */
  readonly at: number;
}

/** Reads tokens one after another, and points at the one that is wrong. */
export class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    // A sign or a colon is always a token, with or without spaces around it.
    this.#tokens = [...text.matchAll(/p\(\s*[\d.]*\s*\)|[<>]=?|:|[^\s<>:]+/giu)].map(({ 0: token, index }) => ({
      text: token,
      at: index,
    }));
  }

  get current(): Token {
    return this.#tokens[this.#next] ?? { text: '', at: this.#text.length };
  }

  /** The lower-case text of the token `ahead` of the current one. */
  peek(ahead = 0): string {
    return this.#tokens[this.#next + ahead]?.text.toLowerCase() ?? '';
  }

  take(): Token {
    const token = this.current;
    this.#next++;
    return token;
  }

  /** Takes these tokens if they come next. */
  takes(...texts: readonly string[]): boolean {
    if (!texts.every((text, ahead) => this.peek(ahead) === text)) return false;
    this.#next += texts.length;
    return true;
  }

  fail(expected: string, token = this.current): never {
    const found = token.text === '' ? 'the end' : `'${token.text}'`;
    throw new UsageError(`objective '${this.#text}', character ${token.at + 1}: expected ${expected}, found ${found}`, {
      hint: "write it like 'order p95 < 500ms', 'journey success > 99%', 'warn: error rate < 0.5% in stage 2'",
    });
  }
}
