import { defineFinding, notApplicable } from '../../model/finding.ts';

const maxSteal = 0.02;
/** The harness itself takes a few hundredths. */
const maxForeign = 0.25;

export default defineFinding({
  id: 'noisy-host',
  check: 'V13',
  needs: ['generator'],
  judge: ({ generator }) => {
    if (!generator?.host) return notApplicable('no-signal');
    const { stealRatioMean: steal, foreignRatioMean, foreignRatioBefore } = generator.host;
    const foreign = foreignRatioMean ?? foreignRatioBefore;
    const isBefore = foreignRatioMean === undefined;
    const unit = 'ratio' as const;
    const evidence = [
      ...(foreign === undefined ? [] : [{ name: 'otherPrograms', value: foreign, unit, limit: maxForeign }]),
      { name: 'steal', value: steal, unit, limit: maxSteal },
    ];
    if (foreign !== undefined && foreign > maxForeign) {
      return { status: 'suspect', variant: isBefore ? 'before' : 'programs', values: { foreign }, evidence };
    }
    if (steal > maxSteal)
      return { status: 'suspect', variant: 'machines', values: { steal }, evidence: evidence.toReversed() };
    return { status: 'pass', evidence };
  },
});
