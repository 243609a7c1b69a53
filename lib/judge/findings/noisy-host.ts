import { defineFinding, notApplicable } from '../../model/finding.ts';

const maxSteal = 0.02;
/** The harness itself takes a few hundredths. */
const maxForeign = 0.25;
/** Seen for some tenths of a second only. */
const maxForeignBefore = 0.4;

export default defineFinding({
  id: 'noisy-host',
  check: 'V13',
  needs: ['generator'],
  judge: ({ generator }) => {
    if (!generator?.host) return notApplicable('no-signal');
    const { stealRatioMean: steal, foreignRatioMean, foreignRatioBefore } = generator.host;
    const foreign = foreignRatioMean ?? foreignRatioBefore;
    const isBefore = foreignRatioMean === undefined;
    const limit = isBefore ? maxForeignBefore : maxForeign;
    const unit = 'ratio' as const;
    const evidence = [
      ...(foreign === undefined ? [] : [{ name: 'otherPrograms', value: foreign, unit, limit }]),
      { name: 'steal', value: steal, unit, limit: maxSteal },
    ];
    if (foreign !== undefined && foreign > limit) {
      return { status: 'suspect', variant: isBefore ? 'before' : 'programs', values: { foreign }, evidence };
    }
    if (steal > maxSteal)
      return { status: 'suspect', variant: 'machines', values: { steal }, evidence: evidence.toReversed() };
    return { status: 'pass', evidence };
  },
});
