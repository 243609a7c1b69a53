/** Exit codes of every caseload command. A gate in CI reads nothing else. */
export const exitCodes = {
  pass: 0,
  objectiveFailed: 1,
  usage: 2,
  invalidRun: 3,
  regression: 4,
  noData: 5,
  trouble: 10,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
