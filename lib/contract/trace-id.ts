/**
 * The trace id of a journey (W3C Trace Context, 32 hexadecimal digits): its run, its VU, and how many journeys that VU
 * had begun before. Rows that carry the VU are enough to tell it afterwards.
 * @param prefix 16 digits of the run
 */
export const traceIdOf = (prefix: string, vu: number, index: number): string => prefix + hex(vu, 8) + hex(index, 8);

/** A `traceparent` whose trace is sampled. @param span which request of the VU it is, from 1 on */
export const traceparent = (traceId: string, span: number): string => `00-${traceId}-${hex(span, 16)}-01`;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
