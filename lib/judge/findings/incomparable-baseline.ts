import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'incomparable-baseline',
  check: 'V15',
  needs: ['differences'],
  texts: {
    en: {
      title: 'The baseline is of the same load on the same kind of host',
      what: 'The baseline was made under other conditions: {{#list differences}}{{name}} was {{a}}, is {{b}}{{/list}}',
      why: 'A difference in the load, the host or the tools would be taken for one of the target.',
      advice: 'Make a baseline under these conditions, or compare both in one gate: caseload gate.',
    },
    ko: {
      title: '기준 실행의 부하와 호스트가 같은가',
      what: '기준 실행의 조건이 다릅니다: {{#list differences}}{{name}}: 기준 {{a}}, 이번 {{b}}{{/list}}',
      why: '부하나 호스트, 도구의 차이를 대상의 차이로 잘못 읽게 됩니다.',
      advice: '같은 조건에서 기준을 다시 만들거나, caseload gate로 두 대상을 함께 비교하십시오.',
    },
  },
  judge: ({ differences }) => {
    if (differences === null) return notApplicable('no-baseline');
    if (differences.length === 0) return passes;
    return {
      // What was compared although load or host differ was asked for, and is to be doubted.
      status: differences.some(({ kind }) => kind !== 'other') ? 'suspect' : 'note',
      values: { differences: differences.map(({ name, a, b }) => ({ name, a, b })) },
    };
  },
});
