import { UsageError } from '../../model/errors.ts';
import type { LoadChanges, LoadSpec, RunRequest, UsersSpec } from '../../model/run-request.ts';
import { parseCount, parseDurationMs, parseRateRps, parseScale, parseStages } from '../../plan/parse-values.ts';
import { knownName, listNames } from '../../store/library.ts';
import { parseK6Args } from './k6-args.ts';
import type { RunOptions } from './run-options.ts';
import { parseTarget } from './target-spec.ts';

const maxVusAllowed = 100_000;

/**
 * A run, from the options of the command line: their text is parsed here, but for objectives, which need the scenario's
 * steps.
 */
export function parseRunRequest(options: RunOptions): RunRequest {
  return {
    scenario: knownName('scenarios', options.scenario),
    load: parseLoad(options),
    objectives: options.objective ?? [],
    ...(options.note !== undefined && { note: parseNote(options.note) }),
    users: parseUsers(options.users),
    ...recordOf(options),
    target: parseTarget(options),
    generator: {
      kind: 'k6',
      ...(options.k6 === undefined ? {} : { path: options.k6 }),
      outs: options.out ?? [],
      args: parseK6Args(options.k6Arg ?? []),
    },
  };
}

/** To tell whose trace a request is, its row must carry its VU. */
function recordOf({ record, trace = false }: RunOptions): Pick<RunRequest, 'record' | 'trace'> {
  if (!trace) return { record: record ?? 'samples' };
  if (record === 'none') {
    throw new UsageError('--trace and --record none were given: the traces to look at are found in the samples', {
      hint: 'leave one of them out',
    });
  }
  return { record: 'journeys', trace };
}

function parseLoad(options: RunOptions): LoadSpec {
  const { vus, maxVus } = options;
  return {
    profile: parseProfileName(options),
    changes: parseLoadChanges(options),
    ...(vus === undefined ? {} : { vus: parseCount(vus, '--vus', maxVusAllowed) }),
    ...(maxVus === undefined ? {} : { maxVus: parseCount(maxVus, '--max-vus', maxVusAllowed) }),
    allowLarge: options.yes ?? false,
    abortOnFail: options.abortOnFail ?? false,
  };
}

type ChangeOptions = Pick<RunOptions, 'stages' | 'rate' | 'duration' | 'scale' | 'startRate' | 'warmup' | 'arrivals'>;

/** What the options change in a profile. */
export function parseLoadChanges(options: ChangeOptions): LoadChanges {
  const { stages, rate, duration, scale, startRate, warmup, arrivals } = options;
  return {
    ...(stages === undefined ? {} : { stages: parseStages(stages) }),
    ...(rate === undefined ? {} : { rateRps: parseRateRps(rate, '--rate') }),
    ...(duration === undefined ? {} : { durationMs: parsePositiveMs(duration, '--duration') }),
    ...(scale === undefined ? {} : { scale: parseScale(scale) }),
    ...(startRate === undefined ? {} : { startRps: parseRateRps(startRate, '--start-rate', true) }),
    ...(warmup === undefined ? {} : { warmUpMs: parseDurationMs(warmup, '--warmup') }),
    ...(arrivals === undefined ? {} : { arrivals }),
  };
}

/** The profile's name; none is needed if the options define a whole load. */
function parseProfileName({ profile, stages, rate, duration }: RunOptions): string | undefined {
  const isWhole = stages !== undefined || (rate !== undefined && duration !== undefined);
  if (profile === undefined && isWhole) return undefined;
  if (profile === undefined && (rate !== undefined || duration !== undefined)) {
    const [given, missing] = rate === undefined ? ['--duration', '--rate 10'] : ['--rate', '--duration 1m'];
    throw new UsageError(`${given} alone does not define a load`, {
      hint: `add ${missing}, or name the profile that it changes: ${listNames('profiles').join(', ')}`,
    });
  }
  return knownName('profiles', profile);
}

function parseUsers(how: string | undefined): UsersSpec {
  if (how === undefined || how === 'per-vu' || how === 'per-journey') return { mode: how ?? 'per-vu' };
  return { mode: 'file', file: how };
}

function parsePositiveMs(text: string, option: string): number {
  const durationMs = parseDurationMs(text, option);
  if (durationMs > 0) return durationMs;
  throw new UsageError(`${option} is ${text}: the load would have no duration`, { hint: 'write it like 30s or 5m' });
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

/** A run's name: the end of its folder's. */
export function parseName(name: string): string {
  if (namePattern.test(name) && name !== 'latest') return name;
  throw new UsageError(`--name is '${name.slice(0, 80)}'`, {
    hint: 'letters, digits, dots, dashes and underscores, at most 60, such as before-index; --note takes any text',
  });
}

const maxNoteChars = 500;

function parseNote(note: string): string {
  if (note.length <= maxNoteChars) return note;
  throw new UsageError(`--note has ${note.length} characters`, { hint: `at most ${maxNoteChars}` });
}
