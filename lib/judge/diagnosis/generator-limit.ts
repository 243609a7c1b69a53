import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';

export default {
  id: 'generator-limit',
  texts: {
    en: {
      title: 'The generator is the limit, not the target',
      statements: {
        drops: '{{count drops}} journeys were dropped while VUs were free',
        late: 'one journey in a hundred began {{ms lagMs}} or more after it was due',
        cpu: 'k6 used {{percent ratio}} of its CPU',
        punctual: '99 of 100 journeys began within {{ms lagMs}} of when they were due',
        idle: 'k6 used only {{percent ratio}} of its CPU',
      },
      experiment: 'the same load from another host: if the figures improve, it was the generator',
    },
    ko: {
      title: '한계는 대상이 아니라 부하 발생기에 있다',
      statements: {
        drops: '유휴 VU가 있는데도 여정 {{count drops}}건이 드롭되었습니다',
        late: '여정의 1 %는 예정보다 {{ms lagMs}} 이상 늦게 시작되었습니다',
        cpu: 'k6가 CPU의 {{percent ratio}}를 썼습니다',
        punctual: '여정의 99 %는 예정보다 늦어도 {{ms lagMs}} 안에 시작되었습니다',
        idle: 'k6는 CPU의 {{percent ratio}}만 썼습니다',
      },
      experiment: '다른 호스트에서 같은 부하를 겁니다. 수치가 좋아지면 부하 발생기가 한계였습니다',
    },
  },
  weigh: ({ generator, accounting }) => {
    const drops = (accounting.dropped ?? 0) - (accounting.droppedByTarget ?? accounting.dropped ?? 0);
    const lagMs = generator?.lag?.p99Ms ?? null;
    const ratio = generator?.cpu ? generator.cpu.meanCores / generator.cpu.cores : null;
    const supporting: Statement[] = [
      ...(drops > 0 ? [{ text: 'drops', values: { drops } }] : []),
      ...(lagMs !== null && lagMs > 100 ? [{ text: 'late', values: { lagMs } }] : []),
      ...(ratio !== null && ratio > 0.8 ? [{ text: 'cpu', values: { ratio } }] : []),
    ];
    if (supporting.length === 0) return undefined;
    const opposing: Statement[] = [
      ...(lagMs !== null && lagMs <= 100 ? [{ text: 'punctual', values: { lagMs } }] : []),
      ...(ratio !== null && ratio <= 0.5 ? [{ text: 'idle', values: { ratio } }] : []),
    ];
    return {
      values: {},
      supporting,
      opposing,
      experiment: {
        words: ['--target', 'URL', '--allow-host', 'HOST'],
        knobs: {},
      },
    };
  },
} satisfies HypothesisRule;
