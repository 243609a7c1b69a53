import { defineFinding, passes } from '../contract/finding.ts';

export default defineFinding({
  id: 'unknown-integrity',
  needs: ['integrityTrouble'],
  texts: {
    en: {
      title: 'The target told its books',
      what: 'The target did not say whether its books add up: {{trouble}}',
      why: 'Fast answers are worth nothing if updates got lost on the way, and here nobody knows.',
      advice: 'See whether the target and its database are still alive, or use a lower rate.',
    },
    ko: {
      title: '대상이 장부를 내놓았는가',
      what: '대상이 장부가 맞는지 답하지 않았습니다: {{trouble}}',
      why: '도중에 갱신을 잃었다면 빠른 응답은 의미가 없는데, 여기서는 아무도 모릅니다.',
      advice: '대상과 데이터베이스가 살아 있는지 보거나, 더 낮은 비율로 실행하십시오.',
    },
  },
  judge: ({ integrityTrouble }) =>
    integrityTrouble === null ? passes : { status: 'invalid', values: { trouble: integrityTrouble } },
});
