/** What the fakes of k6's modules share: the state that a test sets, and what the code under test did. */

export interface Sample {
  readonly metric: string;
  readonly value: number | boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly responseType: string;
  readonly expectedStatuses: readonly number[];
}

/** An answer of the fake target; status 0 with an error code where there was none. */
export interface Answer {
  readonly status: number;
  readonly errorCode?: number;
  /** Parsed when asked for, as k6 does. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const start = () => ({
  samples: [] as Sample[],
  requests: [] as SentRequest[],
  /** Metrics that were made, with their type: `counter orders`, `trend(time) duration`. */
  metrics: [] as string[],
  checks: [] as { readonly name: string; readonly passed: boolean }[],
  /** Of the checks that have tags of their own. */
  checkTags: [] as Readonly<Record<string, string>>[],
  pauses: [] as number[],
  arraysBuilt: 0,
  answer: (_request: SentRequest): Answer => ({ status: 200 }),
  scenario: { name: 'load', startTime: 1_700_000_000_000.25, iterationInTest: 0 },
  vu: { idInTest: 1 },
});

export const engine = start();

/** As if k6 had just been started. */
export function resetEngine(): void {
  Object.assign(engine, start());
}

/** k6's globals, which follow the engine; `require` loads nothing but the execution. */
Object.defineProperties(globalThis, {
  __VU: { get: () => engine.vu.idInTest, configurable: true },
  __ITER: { get: () => engine.scenario.iterationInTest, configurable: true },
  require: {
    get: () => () => ({
      get scenario() {
        return engine.scenario;
      },
    }),
    configurable: true,
  },
});
