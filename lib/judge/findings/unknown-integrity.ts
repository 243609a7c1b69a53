import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'unknown-integrity',
  needs: ['integrity', 'integrityTrouble'],
  texts: {
    en: {
      title: 'The target told its books',
      what: 'The target did not say whether its books add up: {{trouble}}',
      why: 'Fast answers are worth nothing if updates got lost on the way, and here nobody knows.',
      advice: 'See whether the target and its database are still alive, or use a lower rate.',
    },
    ko: {
      title: '대상의 데이터 정합성을 확인했는가',
      what: '대상이 데이터 정합성 확인 요청에 답하지 않았습니다: {{trouble}}',
      why: '도중에 갱신이 사라졌다면 빠른 응답은 의미가 없는데, 이 실행에서는 확인할 길이 없습니다.',
      advice: '대상과 데이터베이스가 살아 있는지 확인하거나, 더 낮은 도착률로 실행하십시오.',
    },
  },
  judge: ({ integrity, integrityTrouble }) => {
    if (integrityTrouble !== null) return { status: 'invalid', values: { trouble: integrityTrouble } };
    return integrity === null ? notApplicable('no-signal') : passes;
  },
});
