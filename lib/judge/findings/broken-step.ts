import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastShare = 0.01;

export default defineFinding({
  id: 'broken-step',
  needs: ['steps', 'accounting'],
  texts: {
    en: {
      title: 'No step loses journeys',
      what: '{{step}} is the step that broke: {{#if lost}}{{count lost}} of its {{n attempted "attempt" "attempts"}} ({{percent ratio}}) failed{{#if causes}} ({{#list causes}}{{count count}} × {{cause}}{{/list}}){{/if}}{{#if interrupted}}, and {{count interrupted}} more were cut off in it{{/if}}{{else}}{{n interrupted "journey was" "journeys were"}} cut off in it{{/if}}{{#if share}}; that is {{percent share}} of all scheduled journeys{{/if}}',
      why: 'Later steps never saw these journeys, so that their own figures are better than the whole.',
      advice: 'Look for the limit there first; try the step alone at the same rate.',
    },
    ko: {
      title: '여정이 끊기는 단계가 없는가',
      what: '무너진 단계는 {{step}}입니다: {{#if lost}}{{count attempted}}번 시도해 {{count lost}}번({{percent ratio}}) 실패했습니다{{#if causes}}({{#list causes}}{{cause}} {{count count}}건{{/list}}){{/if}}{{#if interrupted}}. 그 밖에 {{count interrupted}}건이 이 단계에서 중단되었습니다{{/if}}{{else}}{{count interrupted}}건이 이 단계에서 중단되었습니다{{/if}}{{#if share}}. 예정된 모든 여정의 {{percent share}}입니다{{/if}}',
      why: '이 여정들은 뒤의 단계에 도달하지 못했으므로, 뒤 단계의 수치는 전체보다 좋게 나옵니다.',
      advice: '한계는 먼저 이 단계에서 찾으십시오. 같은 도착률로 이 단계만 시험해 보십시오.',
    },
  },
  judge: ({ steps, accounting: { scheduled } }) => {
    const losses = steps.map((step) => ({ step, lost: step.failed + (step.interrupted ?? 0) }));
    const worst = losses.toSorted((a, b) => b.lost - a.lost)[0];
    if (worst === undefined || worst.step.attempted + (worst.step.interrupted ?? 0) === 0)
      return notApplicable('no-samples');
    const { step, lost } = worst;
    const tried = step.attempted + (step.interrupted ?? 0);
    const evidence = [{ name: 'lostAtStep', value: lost / tried, unit: 'ratio' as const, n: tried, limit: leastShare }];
    if (lost / tried <= leastShare) return { status: 'pass', evidence };
    return {
      status: 'note',
      values: {
        step: step.name,
        lost: step.failed,
        attempted: step.attempted,
        ratio: step.attempted === 0 ? 0 : step.failed / step.attempted,
        interrupted: step.interrupted ?? 0,
        causes: step.causes.map((one) => ({ ...one })),
        share: scheduled === null ? 0 : lost / scheduled,
      },
      evidence,
    };
  },
});
