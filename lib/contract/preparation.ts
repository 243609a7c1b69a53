/** One request of a traced journey as k6 sent it, and what came back. */
export interface Exchange {
  /** undefined for a request that `run` sent by itself, with `k6/http`. */
  readonly step?: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** 0 if there was no response: `error` says why. */
  readonly status: number;
  readonly error: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The first million characters. */
  readonly body: string;
  readonly durationMs: number;
}

/** Whose steps: those that prepare a user, or the journey's own. */
export type Phase = 'users' | 'journey';

/** How a traced journey (or the preparation of a user) ended: without a cause, it succeeded. */
export interface JourneyEnd {
  readonly phase: Phase;
  readonly failedStep?: string;
  readonly cause?: string;
  /** With the cause `body`: the key of the flow for which the answer had nothing. */
  readonly missing?: string;
  /** What the scenario's own code threw, with its place in the source. */
  readonly exception?: string;
}

/** What a preparation script hands to Node, a line of its console each. */
export type PreparationMessage =
  | { readonly kind: 'exchange'; readonly phase: Phase; readonly exchange: Exchange }
  | { readonly kind: 'end'; readonly end: JourneyEnd }
  | { readonly kind: 'user'; readonly index: number; readonly user: Readonly<Record<string, string>> };

/** What distinguishes such a line from those that a scenario prints. */
export const messageMark = '\u0001caseload ';

/** Functions of a preparation script, by `-e CASELOAD_MODE=…`. */
export type PreparationMode = 'trace' | 'makeUsers';
