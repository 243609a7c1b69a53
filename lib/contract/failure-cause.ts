/**
 * Why a request failed, from its status and k6's error code (k6 documentation, "Error codes"): `status 500`, `timeout`,
 * `refused`, `reset`, `dns`, `tls`, or `error 1234`.
 */
export const failureCause = (status: number, errorCode: number): string => {
  if (status > 0) return `status ${status}`;
  if (errorCode === 1050 || errorCode === 1211) return 'timeout';
  if (errorCode === 1212) return 'refused';
  if (errorCode === 1220 || errorCode === 1201 || errorCode === 1202) return 'reset';
  if (errorCode >= 1100 && errorCode < 1200) return 'dns';
  if (errorCode >= 1300 && errorCode < 1400) return 'tls';
  return errorCode > 0 ? `error ${errorCode}` : 'no answer';
};

/** The answer was as expected, and lacked what a later step needs. */
export const bodyCause = 'body';

/** A check of the answer did not hold. */
export const checkCause = (name: string): string => `check '${name}'`;

/** Whether a journey failed for what its answer said: k6 calls such a request a success. */
export const isOfAnswer = (cause: string): boolean => cause === bodyCause || cause.startsWith("check '");
