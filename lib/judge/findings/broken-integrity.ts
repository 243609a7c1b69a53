import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'broken-integrity',
  needs: ['integrity'],
  texts: {
    en: {
      title: "The target's books add up after the load",
      what: "The target's books do not add up after the load: {{#list broken}}{{name}} is {{count actual}}, should be {{count expected}}{{/list}}",
      why: 'A target that loses or doubles updates under load is broken, however fast it answers.',
      advice: 'Look at the transactions and locks of the steps involved.',
    },
    ko: {
      title: '부하 후 대상의 데이터 정합성이 맞는가',
      what: '부하 후 대상의 데이터 정합성이 깨졌습니다: {{#list broken}}{{name}} 값은 {{count actual}}, 올바른 값은 {{count expected}}{{/list}}',
      why: '부하가 걸렸을 때 갱신을 잃거나 중복하는 대상은 아무리 빨라도 고장 난 것입니다.',
      advice: '관련된 단계의 트랜잭션과 잠금을 확인하십시오.',
    },
  },
  judge: ({ integrity }) => {
    if (integrity === null) return notApplicable('no-signal');
    const broken = integrity.checks.filter(({ ok }) => !ok);
    if (broken.length === 0) return passes;
    return {
      status: 'fail',
      values: { broken: broken.map(({ name, actual, expected }) => ({ name, actual, expected })) },
      evidence: broken.map(({ name, actual, expected }) => ({
        name,
        value: actual,
        unit: 'count' as const,
        limit: expected,
      })),
    };
  },
});
