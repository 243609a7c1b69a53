import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

const invalidShare = 0.05;
const suspectShare = 0.01;

export default defineFinding({
  id: 'generator-drops',
  check: 'V01',
  needs: ['accounting', 'stages', 'load', 'ending', 'journeyLatency'],
  texts: {
    en: {
      title: 'The load that was planned was offered',
      what: {
        generator:
          'The generator dropped {{count drops}} of {{n scheduled "scheduled journey" "scheduled journeys"}} while VUs were free{{#if stages}} (above 5 % in stage {{#list stages}}{{stage}}{{/list}}){{/if}}',
        unknown:
          '{{n neverStarted "journey" "journeys"}} of {{count scheduled}} scheduled never started, and these files do not tell whether the target held every VU or the generator did not get to them',
        'no-schedule':
          'k6 dropped {{n drops "iteration" "iterations"}} beside {{count others}} that it ran, and these files do not tell why',
      },
      why: 'Those journeys never reached the target: the load was lighter than planned, and the moments that were left out are often the worst.',
      advice: {
        generator: 'Give k6 more CPU, or run it on a host of its own; close what else is running.',
        unknown: 'Run it with caseload load, or pass the samples: they tell whose fault it was.',
        'no-schedule': 'Allocate more VUs before the load (preAllocatedVUs), and see whether the drops go away.',
      },
    },
    ko: {
      title: '계획한 부하를 실제로 보냈는가',
      what: {
        generator:
          '유휴 VU가 있는데도 부하 발생기가 예정된 여정 {{count scheduled}}건 가운데 {{count drops}}건을 드롭했습니다{{#if stages}}(5 % 초과 구간: {{#list stages}}{{stage}}{{/list}}){{/if}}',
        unknown:
          '예정된 여정 {{count scheduled}}건 가운데 {{count neverStarted}}건이 시작되지 못했습니다. 대상이 모든 VU를 붙잡고 있었는지, 부하 발생기가 따라가지 못했는지는 이 파일만으로 알 수 없습니다',
        'no-schedule':
          'k6가 반복 {{count others}}건을 실행하는 동안 {{count drops}}건을 드롭했습니다. 이유는 이 파일만으로 알 수 없습니다',
      },
      why: '그 여정들은 대상에 도달하지도 않았습니다. 부하는 계획보다 가벼웠고, 빠진 순간이 하필 가장 나쁜 순간인 경우가 많습니다.',
      advice: {
        generator: 'k6에 CPU를 더 주거나 별도의 호스트에서 실행하고, 다른 프로그램은 종료하십시오.',
        unknown:
          'caseload load로 실행하거나 표본 파일을 함께 지정하십시오. 표본이 있으면 원인이 어느 쪽인지 알 수 있습니다.',
        'no-schedule': '부하 전에 VU를 더 확보하고(preAllocatedVUs) 드롭이 없어지는지 확인하십시오.',
      },
    },
  },
  judge: ({ accounting, stages, load, ending, journeyLatency }) => {
    const { scheduled, started, dropped, droppedByTarget } = accounting;
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    if (scheduled === null) {
      if (!dropped) return dropped === null ? notApplicable('no-schedule') : passes;
      const others = started ?? journeyLatency?.n ?? 0;
      return {
        // No objective of such a run knows of what never ran.
        status: dropped > invalidShare * (dropped + others) ? 'invalid' : 'suspect',
        variant: 'no-schedule',
        values: { drops: dropped, others },
        evidence: [{ name: 'dropped', value: dropped, unit: 'count' }],
      };
    }
    const neverStarted = scheduled - (started ?? scheduled);
    if (load?.virtualUsers == null || droppedByTarget === null || dropped === null) {
      if (neverStarted <= 0) return passes;
      return {
        status: neverStarted > suspectShare * scheduled ? 'suspect' : 'note',
        variant: 'unknown',
        values: { neverStarted, scheduled },
        evidence: [{ name: 'neverStarted', value: neverStarted, unit: 'count', n: scheduled }],
      };
    }
    const drops = dropped - droppedByTarget;
    const evidence = [
      {
        name: 'droppedByGenerator',
        value: drops / scheduled,
        unit: 'ratio' as const,
        n: scheduled,
        limit: suspectShare,
      },
    ];
    if (drops === 0) return { status: 'pass', evidence };
    // Steps take no time and have no journeys; a report numbers the others. Where it is not known in which stage journeys were dropped, it may have been any.
    const loaded = stages.filter(({ shape }) => shape !== 'step');
    const share = (stage: (typeof stages)[number]) =>
      (stage.droppedByGenerator ?? drops) / Math.max(1, stage.scheduled);
    const invalidStages = loaded.filter((stage) => share(stage) > invalidShare);
    const known = invalidStages.filter(({ droppedByGenerator }) => droppedByGenerator !== null);
    const inInvalid = invalidStages.reduce((sum, stage) => sum + stage.scheduled, 0);
    return {
      status:
        inInvalid > invalidShare * scheduled
          ? 'invalid'
          : loaded.some((stage) => share(stage) > suspectShare)
            ? 'suspect'
            : 'note',
      variant: 'generator',
      values: { drops, scheduled, stages: known.map((stage) => ({ stage: loaded.indexOf(stage) + 1 })) },
      evidence,
    };
  },
});
