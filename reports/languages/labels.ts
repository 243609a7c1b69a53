import type { en } from './en/texts.ts';

/** The texts that every language has. */
export type Labels = Widened<typeof en>;

/** The same shape, any text. */
export type Widened<T> = T extends string
  ? string
  : T extends RegExp
    ? RegExp
    : { readonly [Key in keyof T]: Widened<T[Key]> };
