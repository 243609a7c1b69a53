import { describeTraits, responseTag, type Traits, traitsOf } from '../contract/response-kind.ts';
import type { AnyResponse } from './response-field.ts';

type Tags = Record<string, string>;

/** Which responses of a step a VU looks at: the first ones, then one in so many, later fewer. */
const firstOnes = 5;
const oneIn = 7;
const later = 70;
const oneInLater = 20;
/** Which VUs look: the first ones, of the others one in ten, since each of them pays for it with memory. */
const firstVus = 100;
const oneVuIn = 10;

/** Which of its responses, counted from 0, a VU looks at after that one. */
export const nextSampled = (index: number): number =>
  index + (index < firstOnes - 1 ? 1 : index < later ? oneIn : oneInLater);

/**
 * What looks at a response of a step and returns the tags of its check: what kind it was; undefined where this VU looks
 * at none. A metric of its own would cost memory in every VU (docs/decisions/0005).
 */
export const responseSampler = (step: string): ((response: AnyResponse) => Tags | undefined) | undefined => {
  if (__VU > firstVus && __VU % oneVuIn !== 0) return undefined;
  // Most responses of a step are alike: to describe one takes k6's engine as long as a check.
  let last: Partial<Traits> = {};
  let tags: Tags | undefined;
  return (response) => {
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
