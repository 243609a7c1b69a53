import { defineFinding, notApplicable } from '../../model/finding.ts';

const mostSteal = 0.02;

export default defineFinding({
  id: 'noisy-host',
  check: 'V13',
  needs: ['generator'],
  texts: {
    en: {
      title: 'No other machine took CPU away',
      what: "Other virtual machines took {{percent steal}} of this host's CPU time",
      why: 'What they take differs from run to run: latencies rise with it, through no fault of the target.',
      advice: 'Repeat it when the host is quiet, or compare only runs that alternate.',
    },
    ko: {
      title: '다른 가상 머신이 CPU를 빼앗지 않았는가',
      what: '다른 가상 머신이 이 호스트 CPU 시간의 {{percent steal}}를 가져갔습니다',
      why: '빼앗기는 양은 실행마다 다릅니다. 대상의 탓이 아닌데도 지연 시간이 늘어납니다.',
      advice: '호스트가 조용할 때 다시 실행하거나, 번갈아 실행한 것끼리만 비교하십시오.',
    },
  },
  judge: ({ generator }) => {
    if (!generator?.host) return notApplicable('no-signal');
    const steal = generator.host.stealRatioMean;
    const evidence = [{ name: 'steal', value: steal, unit: 'ratio' as const, limit: mostSteal }];
    return steal > mostSteal ? { status: 'suspect', values: { steal }, evidence } : { status: 'pass', evidence };
  },
});
