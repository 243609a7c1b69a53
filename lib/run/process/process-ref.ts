/** A process of this machine that a run watches. */
export interface ProcessRef {
  /** `shop`, `database`, `service`, `k6`. */
  readonly role: string;
  readonly pid: number;
}

/** A list of one, or of none where there is no such process. */
export const processOf = (role: string, pid: number | undefined): ProcessRef[] =>
  pid === undefined ? [] : [{ role, pid }];
