/** A k6 that can be started and has a version that caseload knows. */
export interface Engine {
  /** Absolute path. */
  path: string;
  /** Without a leading v: `2.2.0`. */
  version: string;
  source: '--k6' | 'CASELOAD_K6' | 'PATH' | 'cache' | 'download' | 'go build';
}
