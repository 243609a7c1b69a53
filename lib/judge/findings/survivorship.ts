import { defineFinding, notApplicable } from '../../model/finding.ts';

/** A last step that nearly always works, while so much of the journeys never got there. */
const leastSuccess = 0.99;
const leastLoss = 0.01;

export default defineFinding({
  id: 'survivorship',
  check: 'V06',
  needs: ['accounting', 'steps', 'ending', 'isList', 'scenario'],
  texts: {
    en: {
      title: 'The last step is not judged by its survivors',
      what: '{{step}} succeeded in {{count succeeded}} of {{n attempted "attempt" "attempts"}} ({{percent ofAttempted}}), but only {{count ok}} of {{n scheduled "scheduled journey" "scheduled journeys"}} ({{percent ofScheduled}}) succeeded{{#if lost}}: {{#list lost}}{{#if at}}{{count count}} ended at {{at}}{{else}}{{count count}} never started{{/if}}{{/list}}{{/if}}',
      why: 'The rate of a step is that of the survivors: who was dropped or failed before it is not in its denominator, and the load that it saw was lighter.',
      advice: {
        alone:
          'Judge by the journeys of all scheduled. To load {{step}} alone, use a scenario with customers made beforehand (order-only, charge-only).',
        single: 'Judge by the journeys of all scheduled.',
      },
    },
    ko: {
      title: '마지막 단계를 살아남은 여정만으로 판단하지 않았는가',
      what: '{{step}} 단계는 {{count attempted}}번 시도해 {{count succeeded}}번 성공했지만({{percent ofAttempted}}), 예정된 여정 {{count scheduled}}건 가운데 성공한 것은 {{count ok}}건({{percent ofScheduled}})뿐입니다{{#if lost}}: {{#list lost}}{{#if at}}{{at}} 단계에서 끝난 여정 {{count count}}건{{else}}시작되지 못한 여정 {{count count}}건{{/if}}{{/list}}{{/if}}',
      why: '단계의 성공률은 그 단계까지 살아남은 여정만의 비율입니다. 그 앞에서 드롭되거나 실패한 여정은 분모에 없고, 그 단계가 받은 부하도 더 가벼웠습니다.',
      advice: {
        alone:
          '예정된 모든 여정을 기준으로 판단하십시오. {{step}} 단계에만 부하를 걸려면 고객을 미리 만들어 두는 시나리오(order-only, charge-only)를 쓰십시오.',
        single: '예정된 모든 여정을 기준으로 판단하십시오.',
      },
    },
  },
  judge: ({ accounting: { ok, scheduled }, steps, ending, isList, scenario }) => {
    const last = steps.at(-1);
    if (ok === null || scheduled === null || last === undefined) return notApplicable('no-schedule');
    // run() decides who goes where: not to reach the last step is no loss.
    if (!isList) return notApplicable('no-list');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    if (last.attempted === 0) return notApplicable('no-samples');
    const ofAttempted = last.succeeded / last.attempted;
    const ofScheduled = ok / scheduled;
    const evidence = [
      { name: 'ofAttempted', value: ofAttempted, unit: 'ratio' as const, n: last.attempted },
      { name: 'ofScheduled', value: ofScheduled, unit: 'ratio' as const, n: scheduled },
    ];
    if (ofAttempted < leastSuccess || ofAttempted - ofScheduled < leastLoss) return { status: 'pass', evidence };
    const isAlone = steps.length === 1;
    const alone = `${last.name}-only`;
    return {
      status: 'note',
      variant: isAlone ? 'single' : 'alone',
      values: {
        step: last.name,
        succeeded: last.succeeded,
        attempted: last.attempted,
        ofAttempted,
        ok,
        scheduled,
        ofScheduled,
        lost: last.skipped.map((one) => ({ ...one })),
      },
      evidence,
      experiments: isAlone || scenario !== 'e2e' ? [] : [{ why: 'step-alone', words: ['--scenario', alone] }],
    };
  },
});
