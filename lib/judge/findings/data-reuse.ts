import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

const leastConflicts = 0.01;

export default defineFinding({
  id: 'data-reuse',
  check: 'V19',
  needs: ['load', 'steps', 'origin'],
  texts: {
    en: {
      title: 'No customer stood for two',
      what: {
        duplicates:
          '{{n duplicates "customer stands" "customers stand"}} more than once among the {{count count}} of the file',
        conflicts:
          '{{count conflicts}} of {{n attempted "attempt" "attempts"}} at {{step}} were answered with 409 (conflict)',
      },
      why: 'Two journeys of one customer meet in caches, locks and conflicts that two customers would not share.',
      advice: {
        duplicates: 'Give each row of the file a customer of its own.',
        conflicts: 'See whether e-mail addresses or idempotency keys repeat: journey.id is unique over all runs.',
      },
    },
    ko: {
      title: '같은 고객이 두 번 쓰이지 않았는가',
      what: {
        duplicates: '파일의 고객 {{count count}}명 가운데 {{count duplicates}}명이 두 번 이상 나옵니다',
        conflicts: '{{step}} 단계의 시도 {{count attempted}}번 가운데 {{count conflicts}}번의 응답이 409(충돌)였습니다',
      },
      why: '한 고객의 두 여정은 서로 다른 고객이라면 겪지 않을 캐시, 잠금, 충돌을 겪습니다.',
      advice: {
        duplicates: '파일의 행마다 서로 다른 고객을 넣으십시오.',
        conflicts: '이메일이나 멱등 키가 겹치는지 확인하십시오. journey.id는 모든 실행을 통틀어 유일합니다.',
      },
    },
  },
  judge: ({ load, steps, origin }) => {
    const fixtures = load?.fixtures ?? null;
    if (fixtures !== null && fixtures.duplicates > 0) {
      return {
        status: 'suspect',
        variant: 'duplicates',
        values: { duplicates: fixtures.duplicates, count: fixtures.count },
        evidence: [{ name: 'duplicates', value: fixtures.duplicates, unit: 'count', n: fixtures.count, limit: 0 }],
      };
    }
    const conflicting = steps
      .map(({ name, attempted, causes }) => ({
        step: name,
        attempted,
        conflicts: causes.find(({ cause }) => cause === 'status 409')?.count ?? 0,
      }))
      .find(({ attempted, conflicts }) => conflicts > leastConflicts * attempted);
    if (conflicting !== undefined) {
      return {
        status: 'suspect',
        variant: 'conflicts',
        values: { ...conflicting },
        evidence: [
          {
            name: 'conflicts',
            value: conflicting.conflicts / conflicting.attempted,
            unit: 'ratio',
            n: conflicting.attempted,
            limit: leastConflicts,
          },
        ],
      };
    }
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
