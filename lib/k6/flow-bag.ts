/**
 * The values that flow through one journey; which keys are there is proved by the compiler where scenarios are defined.
 */
export type FlowBag = Record<string, unknown>;
