/** Whether a value may have been measured: sums of larger ones are more than a result holds. */
export const isMeasurable = (value: number): boolean => Math.abs(value) <= 1e50;
