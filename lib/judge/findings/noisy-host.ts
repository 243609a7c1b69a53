import { defineFinding, notApplicable } from '../../model/finding.ts';

const maxSteal = 0.02;

export default defineFinding({
  id: 'noisy-host',
  check: 'V13',
  needs: ['generator'],
  judge: ({ generator }) => {
    if (!generator?.host) return notApplicable('no-signal');
    const steal = generator.host.stealRatioMean;
    const evidence = [{ name: 'steal', value: steal, unit: 'ratio' as const, limit: maxSteal }];
    return steal > maxSteal ? { status: 'suspect', values: { steal }, evidence } : { status: 'pass', evidence };
  },
});
