import type { status as enStatus, verdict as enVerdict } from '../en/verdicts.ts';
import type { Widened } from '../labels.ts';

export const verdict = {
  validity: '유효성',
  objectives: '목표',
  baseline: '베이스라인 대비',
  base: '기준 대비',
  VALID: '유효(VALID)',
  SUSPECT: '의심(SUSPECT)',
  INVALID: '무효(INVALID)',
  PASS: '통과(PASS)',
  WARN: '경고(WARN)',
  FAIL: '실패(FAIL)',
  NO_DATA: '데이터 없음(NO_DATA)',
  BETTER: '개선(BETTER)',
  SAME: '동등(SAME)',
  WORSE: '악화(WORSE)',
  INCONCLUSIVE: '판단 불가(INCONCLUSIVE)',
} satisfies Widened<typeof enVerdict>;

export const status = {
  invalid: '무효',
  suspect: '의심',
  fail: '실패',
  note: '참고',
  pass: '정상',
  'not-applicable': '해당 없음',
  error: '점검 실패',
} satisfies Widened<typeof enStatus>;
