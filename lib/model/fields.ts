import * as z from './zod.ts';

/* Fields that the documents share. What is not known is null, never 0. */

/** No figure of a run is as large, and what is made of larger ones may be no number. */
const isFigure = (value: number): boolean => Math.abs(value) < 1e100;

export const number = z.number().refine(isFigure, 'is larger than any figure of a run');
export const orNull = number.nullable();
export const text = z.string();
export const textOrNull = z.string().nullable();

/** Axes of a verdict: can the numbers be trusted, and do they meet the objectives. */
export const validity = z.enum(['VALID', 'SUSPECT', 'INVALID']);
export const objectivesStatus = z.enum(['PASS', 'WARN', 'FAIL', 'NO_DATA']);

/** A parsed document, which is never changed. */
export type Document<Schema extends z.ZodType> = DeepReadonly<z.infer<Schema>>;

export type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;
