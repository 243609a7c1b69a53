import type { CheckedResponse, Responses } from '../../model/result.ts';
import { countOf } from '../../stats/size-gap.ts';

export type LoadResponse = Responses['load'][number];

/** Successful responses of a step with one status: only such can be expected to be alike. */
export interface ResponseGroup {
  readonly step: string;
  readonly status: number;
  readonly responses: readonly LoadResponse[];
  readonly n: number;
  /** What the pre-check was answered, if with the same status. */
  readonly checked: CheckedResponse | undefined;
}

const minShare = 0.01;

/** How many responses make a kind. */
export const minOfKind = ({ n }: ResponseGroup, minCount: number): number => Math.max(minCount, minShare * n);

export function responseGroups({ load, preCheck }: Responses): ResponseGroup[] {
  return groupsBy(load, ({ step, status }) => `${status} ${step}`).map((responses) => {
    const { step, status } = responses[0] as LoadResponse;
    const checked = preCheck.find((one) => one.step === step && one.status === status);
    return { step, status, responses, n: countOf(responses), checked };
  });
}

/** Those with the same key together. */
export function groupsBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return [...groups.values()];
}

/** Both kinds of a group: those that are as they should be, as far as is known, and the others. */
export function describeSplit(
  { step, status, n }: ResponseGroup,
  expected: readonly LoadResponse[],
  odd: readonly LoadResponse[],
) {
  const fromMs = firstOf(odd);
  return {
    ...{ step, status, n, odd: countOf(odd), ratio: countOf(odd) / n },
    fromMs: Math.max(0, fromMs),
    isLater: expected.length > 0 && fromMs - firstOf(expected) >= minDelayMs,
  };
}

/** Kinds that begin together are seen so close to each other, although not every response is looked at. */
const minDelayMs = 2_000;

const firstOf = (responses: readonly LoadResponse[]): number =>
  responses.reduce((first, { firstMs }) => Math.min(first, firstMs), Number.POSITIVE_INFINITY);
