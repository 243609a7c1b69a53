/** Whether a value may have been measured: squares of larger ones are more than a document holds (lib/model/fields). */
export const isMeasurable = (value: number): boolean => Math.abs(value) <= 1e50;
