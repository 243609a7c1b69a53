/** A duration as k6 reads it. */
export const k6Duration = (ms: number): string => (ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`);
