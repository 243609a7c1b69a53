/** What was read from outside during a run, a line each second in signals.ndjson. Times are CPU seconds since the start of the process or the host. */
export interface Signal {
  readonly atMs: number;
  readonly generatorCpuS: number;
  readonly hostBusyS: number;
  /** Taken by other virtual machines. */
  readonly hostStealS: number;
  readonly hostAllS: number;
}
