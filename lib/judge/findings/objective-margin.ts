import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { ObjectiveResult } from '../../model/result.ts';
import { objectiveValues } from './objective-values.ts';

/** A value this near to its limit is on the other side in the next run as likely as not. */
const narrowMargin = 0.1;

export default defineFinding({
  id: 'objective-margin',
  needs: ['objectives'],
  texts: {
    en: {
      title: 'Objectives are met or missed by a margin',
      what: '{{#list narrow}}{{objectiveText this}} {{#if isMet}}is met{{else}}is missed{{/if}} at {{#if isLatency}}{{msBeside value limit}}{{else}}{{percentBeside value limit}}{{/if}}{{#if hasInterval}}, but its 95 % interval ({{#if isLatency}}{{ms low}} to {{ms high}}{{else}}{{percent low}} to {{percent high}}{{/if}}, {{count blocks}} time blocks) holds the limit, too{{else}}, within {{percent margin}} of the limit{{/if}}{{/list}}',
      why: 'The next run may well fall on the other side.',
      advice: 'Repeat the run, or run it longer, before anything is built on this verdict.',
    },
    ko: {
      title: '목표의 충족 여부가 뚜렷한가',
      what: '{{#list narrow}}{{objectiveText this}}: {{#if isLatency}}{{msBeside value limit}}{{else}}{{percentBeside value limit}}{{/if}}로 {{#if isMet}}충족{{else}}미충족{{/if}}이지만, {{#if hasInterval}}95 % 구간({{#if isLatency}}{{ms low}}–{{ms high}}{{else}}{{percent low}}–{{percent high}}{{/if}}, 시간 블록 {{count blocks}}개)에 한계가 들어 있습니다{{else}}한계와의 차이가 {{percent margin}}에 불과합니다{{/if}}{{/list}}',
      why: '다음 실행에서는 판정이 뒤집힐 수 있습니다.',
      advice: '이 판정을 근거로 삼기 전에 한 번 더, 또는 더 오래 실행하십시오.',
    },
  },
  judge: ({ objectives }) => {
    const judged = objectives.flatMap((one) => marginOf(one) ?? []);
    if (judged.length === 0) return notApplicable('no-limits');
    const narrow = judged.filter(({ isNarrow }) => isNarrow);
    const evidence = judged.map(({ name, margin, n }) => ({
      name,
      value: margin,
      unit: 'ratio' as const,
      n,
      limit: narrowMargin,
    }));
    return narrow.length === 0 ? { status: 'pass', evidence } : { status: 'note', values: { narrow }, evidence };
  },
});

/** How far a value is from its limit, in parts of what is at stake: the limit itself for a latency, the failures it allows for a ratio. */
function marginOf({ objective, text, status, value, n, interval }: ObjectiveResult) {
  if (status === 'NO_DATA' || value === null) return undefined;
  const limits = {
    latency: () => ('belowMs' in objective ? { limit: objective.belowMs, at: objective.belowMs } : undefined),
    'journey-latency': () => ('belowMs' in objective ? { limit: objective.belowMs, at: objective.belowMs } : undefined),
    'failed-requests': () =>
      'belowRatio' in objective ? { limit: objective.belowRatio, at: objective.belowRatio } : undefined,
    'step-success': () =>
      'aboveRatio' in objective ? { limit: objective.aboveRatio, at: 1 - objective.aboveRatio } : undefined,
    'journey-success': () =>
      'aboveRatio' in objective ? { limit: objective.aboveRatio, at: 1 - objective.aboveRatio } : undefined,
    threshold: () => undefined,
  }[objective.kind]();
  if (limits === undefined || limits.at === 0) return undefined;
  const { limit, at } = limits;
  const margin = Math.abs(value - limit) / at;
  const hasInterval =
    interval !== null && interval.method === 'blocks' && interval.low <= limit && limit <= interval.high;
  return {
    ...objectiveValues(objective),
    name: text,
    isMet: status === 'PASS',
    isLatency: 'belowMs' in objective,
    value,
    n,
    margin,
    hasInterval,
    low: interval?.low ?? 0,
    high: interval?.high ?? 0,
    blocks: interval?.n ?? 0,
    // An interval that does not hold the limit settles it.
    isNarrow: hasInterval || (interval?.method !== 'blocks' && margin < narrowMargin),
  };
}
