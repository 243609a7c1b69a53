/** Verdicts, and the results of checks. */
export const verdict = {
  validity: 'Validity',
  objectives: 'Objectives',
  baseline: 'Against baseline',
  base: 'Against the base',
  VALID: 'VALID',
  SUSPECT: 'SUSPECT',
  INVALID: 'INVALID',
  PASS: 'PASS',
  WARN: 'WARN',
  FAIL: 'FAIL',
  NO_DATA: 'NO_DATA',
  BETTER: 'BETTER',
  SAME: 'SAME',
  WORSE: 'WORSE',
  INCONCLUSIVE: 'INCONCLUSIVE',
};

export const status = {
  invalid: 'invalid',
  suspect: 'suspect',
  fail: 'fail',
  note: 'note',
  pass: 'ok',
  'not-applicable': 'n/a',
  error: 'check failed',
};
