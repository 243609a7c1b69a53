import fc from 'fast-check';
import { type Row, requestRows } from './samples/samples-file.ts';

export const stepNames = ['signup', 'charge', 'order'] as const;

/** What k6 was to do with one scheduled journey, and what became of it. */
export interface Fate {
  /**
   * `failed`: a status of 500 or a timeout at `step`; `body`: an answer that was fine to k6 and not to the journey;
   * `threw`: an exception before the request of `step`; `unfinished`: k6 stopped while it was in `step`; `missing`:
   * not in the samples at all.
   */
  readonly kind: 'ok' | 'failed' | 'body' | 'threw' | 'unfinished' | 'dropped' | 'missing';
  /** When it began or was dropped, from the origin of the samples on. */
  readonly atMs: number;
  /** Where it ended; without meaning for those that are ok, dropped or missing. */
  readonly step: number;
  readonly isTimeout: boolean;
  /** Of each of its requests. */
  readonly durationsMs: readonly number[];
  readonly blockedMs: readonly number[];
}

export interface SentRequest {
  readonly step: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly durationMs: number;
  readonly blockedMs: number;
  readonly hasFailed: boolean;
}

/** A journey as it went: its instants are those of no other, so that nobody can mistake two for each other. */
export interface Journey extends Fate {
  readonly vu: number;
  readonly startMs: number;
  readonly requests: readonly SentRequest[];
  /** undefined for journeys without an end of their own. */
  readonly endMs: number | undefined;
  readonly cause: string;
}

const wholeMs = (max: number) => fc.integer({ min: 1, max });
export const fateOf = (kinds: readonly Fate['kind'][], latestMs: number): fc.Arbitrary<Fate> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    atMs: fc.nat(latestMs),
    step: fc.nat(stepNames.length - 1),
    isTimeout: fc.boolean(),
    durationsMs: fc.array(wholeMs(1_500), { minLength: 3, maxLength: 3 }),
    blockedMs: fc.array(fc.nat(400), { minLength: 3, maxLength: 3 }),
  });

/** @param number of the journey among all, which makes its instants its own */
export function journeyOf(fate: Fate, number: number): Journey {
  const { kind, step } = fate;
  const startMs = fate.atMs + number * 0.002;
  const answered = { ok: stepNames.length, failed: step + 1, body: step + 1, threw: step, unfinished: step };
  const requests: SentRequest[] = [];
  // Never on the border of a stage.
  let atMs = startMs + 0.4;
  for (let index = 0; index < (kind === 'dropped' || kind === 'missing' ? 0 : answered[kind]); index++) {
    const durationMs = fate.durationsMs[index] as number;
    const blockedMs = fate.blockedMs[index] as number;
    const endMs = atMs + durationMs + blockedMs;
    const hasFailed = kind === 'failed' && index === step;
    requests.push({ step: index, startMs: atMs, endMs, durationMs, blockedMs, hasFailed });
    atMs = endMs;
  }
  const cause = { failed: fate.isTimeout ? 'timeout' : 'status 500', body: 'body', threw: 'exception' };
  return {
    ...fate,
    vu: number + 1,
    startMs,
    requests,
    endMs: ['ok', 'failed', 'body', 'threw'].includes(kind) ? atMs + 1.6 : undefined,
    cause: kind in cause ? cause[kind as keyof typeof cause] : '',
  };
}

/** The rows that k6 leaves of journeys, in the order of time; those of one request stay together. */
export function rowsOf(
  journeys: readonly Journey[],
  { scenario = 'load', hasVu = false, originMs }: { scenario?: string; hasVu?: boolean; originMs?: number } = {},
): Row[] {
  const groups = journeys.flatMap((journey) => {
    const common = { scenario, ...(hasVu && { vu: journey.vu }) };
    const origin = originMs === undefined ? {} : { origin_ms: originMs };
    const one = (metric: string, atMs: number, more: Partial<Row> = {}) => ({
      atMs,
      rows: [{ ...common, metric, atMs, ...more }],
    });
    if (journey.kind === 'missing') return [];
    if (journey.kind === 'dropped') return [one('dropped_iterations', journey.startMs)];
    const { startMs, endMs, kind, cause, step } = journey;
    const answers = journey.requests.map((request) => ({
      atMs: request.endMs,
      rows: [
        ...requestRows({
          ...{ step: stepNames[request.step] as string, endMs: request.endMs, durationMs: request.durationMs },
          ...{ blockedMs: request.blockedMs, isExpected: !request.hasFailed, ...common },
          ...(request.hasFailed && (journey.isTimeout ? { status: 0, errorCode: 1050 } : { status: 500 })),
        }),
        {
          ...{ ...common, metric: 'checks', atMs: request.endMs, check: `${stepNames[request.step]} 201` },
          value: request.hasFailed || (kind === 'body' && request.step === step) ? 0 : 1,
        },
      ],
    }));
    const ends =
      endMs === undefined
        ? []
        : [
            kind === 'ok'
              ? one('journeys_ok', endMs - 0.001)
              : one('journeys_failed', endMs - 0.001, { tags: { cause, failed_step: stepNames[step] as string } }),
            // k6 began its iteration a moment before the journey's first statement.
            one('iteration_duration', endMs, { value: endMs - startMs + 0.001 }),
          ];
    return [one('journeys_started', startMs, { tags: origin }), ...answers, ...ends];
  });
  return groups.sort((a, b) => a.atMs - b.atMs).flatMap(({ rows }) => rows);
}
