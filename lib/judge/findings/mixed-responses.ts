import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { CheckedResponse } from '../../model/result.ts';
import { countOf, sizeGap } from '../../stats/size-gap.ts';
import {
  describeSplit,
  groupsBy,
  type LoadResponse,
  minOfKind,
  type ResponseGroup,
  responseGroups,
} from './response-groups.ts';

/** Sizes vary, types should not. */
const minOfType = 5;
const minOfSize = 10;

export default defineFinding({
  id: 'mixed-responses',
  needs: ['responses', 'run'],
  judge: ({ responses, run: { origin } }) => {
    if (responses === undefined && origin === 'foreign') return notApplicable('foreign');
    if (responses === undefined) return notApplicable('no-samples');
    const groups = responseGroups(responses);
    const types = groups.flatMap(typeSplit);
    if (types.length > 0) return { status: 'suspect', variant: 'types', values: { mixed: types }, ...of(types) };
    const pages = groups.filter(isPage).map(({ step, status, n }) => ({ step, status, n }));
    if (pages.length > 0) return { status: 'suspect', variant: 'pages', values: { pages } };
    const errors = responses.preCheck.flatMap(errorOf);
    if (errors.length > 0) return { status: 'suspect', variant: 'errors', values: { errors } };
    const sizes = groups.flatMap(sizeSplit);
    if (sizes.length > 0) return { status: 'note', variant: 'sizes', values: { mixed: sizes }, ...of(sizes) };
    return groups.length === 0 ? notApplicable('too-short') : { status: 'pass' };
  },
});

const of = ([first]: readonly ReturnType<typeof describeSplit>[]) =>
  first === undefined
    ? {}
    : { evidence: [{ name: 'otherResponses', value: first.ratio, unit: 'ratio', n: first.n }] as const };

/** Content types other than the pre-check's, or than the most frequent one. */
function typeSplit(group: ResponseGroup) {
  const byType = groupsBy(group.responses, ({ type }) => type).sort((one, other) => countOf(other) - countOf(one));
  const expectedType = group.checked?.type ?? typeOf(byType[0]);
  const odd = byType.find((alike) => typeOf(alike) !== expectedType) ?? [];
  if (countOf(odd) < minOfKind(group, minOfType)) return [];
  const expected = group.responses.filter(({ type }) => type === expectedType);
  return [
    { ...describeSplit(group, expected, odd), type: typeOf(odd), expectedType, isChecked: group.checked !== undefined },
  ];
}

const typeOf = ([first]: readonly LoadResponse[] = []): string => first?.type ?? '';

/** A page for people where JSON was sent, from the pre-check on. */
const isPage = ({ checked, responses }: ResponseGroup): boolean =>
  checked?.sent === 'application/json' && responses.every(({ type }) => type === 'text/html');

const errorOf = ({ step, status, errorField }: CheckedResponse) =>
  errorField === null ? [] : [{ step, status, field: errorField }];

/** Sizes in two kinds: the odd ones are those that the pre-check's is not among, else the fewer. */
function sizeSplit(group: ResponseGroup) {
  return groupsBy(group.responses, ({ type, encoding }) => `${type} ${encoding}`).flatMap((alike) => {
    const sized = alike.flatMap((one) => (one.sizeBytes === null ? [] : [{ ...one, size: one.sizeBytes }]));
    const { below = [], above = [] } = sizeGap(sized, minOfKind(group, minOfSize)) ?? {};
    const [largestBelow, smallestAbove] = [below.at(-1), above[0]];
    if (largestBelow === undefined || smallestAbove === undefined) return [];
    const middle = (largestBelow.size + smallestAbove.size) / 2;
    const known = checkedSize(group, smallestAbove);
    const isBelowOdd = known === undefined ? countOf(below) < countOf(above) : known > middle;
    const [expected, odd] = isBelowOdd ? [above, below] : [below, above];
    return [{ ...describeSplit(group, expected, odd), ...rangeOf(odd, 'odd'), ...rangeOf(expected, 'expected') }];
  });
}

/** The size that the pre-check was answered with, in the same form. */
const checkedSize = ({ checked }: ResponseGroup, { type, encoding }: LoadResponse): number | undefined =>
  checked?.type === type && checked.encoding === encoding ? (checked.sizeBytes ?? undefined) : undefined;

const rangeOf = (kind: readonly { readonly size: number }[], name: 'odd' | 'expected') => ({
  [`${name}Min`]: kind[0]?.size ?? 0,
  // None where all are of one size.
  [`${name}Max`]: kind.length > 1 ? (kind.at(-1)?.size ?? 0) : null,
});
