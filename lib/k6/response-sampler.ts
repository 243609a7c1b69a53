import { describeTraits, responseTag, type Traits, traitsOf } from '../contract/response-kind.ts';
import type { AnyResponse } from './response-field.ts';

type Tags = Record<string, string>;

/** Which responses of a step a VU looks at: the first ones, then one in so many. */
const firstOnes = 5;
const oneIn = 7;
/** Which VUs look: the first ones, of the others one in ten, since each of them pays for it with memory. */
const firstVus = 100;
const oneVuIn = 10;

/**
 * What looks at a sample of a step's responses and returns the tags of their check: what kind it was. For the others
 * undefined, at the cost of a comparison. A metric of its own would cost memory in every VU (docs/decisions/0005).
 */
export const responseSampler = (step: string): ((response: AnyResponse) => Tags | undefined) | undefined => {
  if (__VU > firstVus && __VU % oneVuIn !== 0) return undefined;
  let seen = 0;
  let due = 0;
  // Most responses of a step are alike: to describe one takes k6's engine as long as a check.
  let last: Partial<Traits> = {};
  let tags: Tags | undefined;
  return (response) => {
    if (seen++ !== due) return undefined;
    due += seen < firstOnes ? 1 : oneIn;
    if (response.status === 0) return undefined;
    const traits = traitsOf(response);
    const { status, type, encoding, length } = last;
    const isLikeLast =
      traits.status === status && traits.type === type && traits.encoding === encoding && traits.length === length;
    if (!isLikeLast) tags = { step, [responseTag]: describeTraits(traits) };
    last = traits;
    return tags;
  };
};
