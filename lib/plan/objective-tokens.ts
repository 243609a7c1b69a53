import { UsageError } from '../model/errors.ts';

/** A word of an objective. */
export interface Token {
  readonly text: string;
  /** From 0. */
  readonly at: number;
}

/** Reads words one after another, and points at the one that is wrong. */
export class Reader {
  readonly #words: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(words: string) {
    this.#words = words;
    // A sign is a word of its own, however it is spaced; so is a colon.
    this.#tokens = [...words.matchAll(/p\(\s*[\d.]*\s*\)|[<>]=?|:|[^\s<>:]+/giu)].map(({ 0: text, index }) => ({
      text,
      at: index,
    }));
  }

  get current(): Token {
    return this.#tokens[this.#next] ?? { text: '', at: this.#words.length };
  }

  /** The lower-case text of the word `ahead` of the current one. */
  peek(ahead = 0): string {
    return this.#tokens[this.#next + ahead]?.text.toLowerCase() ?? '';
  }

  take(): Token {
    const token = this.current;
    this.#next++;
    return token;
  }

  /** Takes these words if they come next. */
  takes(...texts: readonly string[]): boolean {
    if (!texts.every((text, ahead) => this.peek(ahead) === text)) return false;
    this.#next += texts.length;
    return true;
  }

  fail(expected: string, token = this.current): never {
    const seen = token.text === '' ? 'it ends' : `'${token.text}' stands`;
    throw new UsageError(`objective '${this.#words}': at character ${token.at + 1} ${seen} where ${expected} should`, {
      hint: "write it like 'order p95 < 500ms', 'journey success > 99%', 'warn: error rate < 0.5% in stage 2'",
    });
  }
}
