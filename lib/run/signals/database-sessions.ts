import { type SessionClass, sessionClasses, signalSources } from '../../model/signal.ts';
import { classOf, rootBlockers, type Session, withoutValues } from '../probes/sessions.ts';
import { askRepeatedly } from './ask-repeatedly.ts';
import { defineCollector } from './collector.ts';

const samplesPerTick = 10;
const sliceMs = 10_000;
const relationsEvery = 5;
const keptStatements = 12;

type Channel = SessionClass | `blocker.${SessionClass}`;
const channels = Object.fromEntries(
  sessionClasses.flatMap((name) => [
    [name, 'count'],
    [`blocker.${name}`, 'count'],
  ]),
) as Readonly<Record<Channel, string>>;

/**
 * What the sessions of the target's database do, ten times a second: active session history. Of those that block
 * others, too; and which statements these are.
 */
export default defineCollector<Channel>({
  id: signalSources.databaseSessions,
  channels,
  appliesTo: ({ probes }) => (typeof probes.database === 'string' ? probes.database : true),
  start: (sink, signal, { probes: { database }, everyMs = 1_000 }, { record }) => {
    if (typeof database === 'string') return undefined;
    let tick = emptyCounts();
    let slice = emptySlice(Date.now());
    let samples = 0;
    askRepeatedly(signal, everyMs / samplesPerTick, async () => {
      const sessions = await database.sessions();
      if (signal.aborted) return;
      const blockers = rootBlockers(sessions);
      tick.samples += 1;
      for (const session of sessions) add(tick.counts, classOf(session));
      for (const session of blockers) add(tick.counts, `blocker.${classOf(session)}`);
      if (tick.samples === samplesPerTick) {
        sink(means(tick));
        tick = emptyCounts();
      }
      addTo(slice, sessions, blockers);
      const isAnyLocked = sessions.some((session) => classOf(session) === 'lock');
      if (isAnyLocked && samples++ % relationsEvery === 0) {
        for (const { name, waiting } of await database.lockedRelations()) add(slice.relations, name, waiting);
        slice.relationSamples += 1;
      }
      if (Date.now() - slice.atMs < sliceMs) return;
      record(activityOf(slice));
      slice = emptySlice(Date.now());
    });
    return async () => {
      if (slice.samples > 0) record(activityOf(slice));
    };
  },
});

interface Counts {
  samples: number;
  readonly counts: Map<Channel, number>;
}

const emptyCounts = (): Counts => ({ samples: 0, counts: new Map() });

function add<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

const means = ({ samples, counts }: Counts) =>
  Object.fromEntries(
    (Object.keys(channels) as Channel[]).map((name) => [name, (counts.get(name) ?? 0) / samples]),
  ) as Record<Channel, number>;

interface Slice {
  readonly atMs: number;
  samples: number;
  relationSamples: number;
  readonly statements: Map<string, number>;
  readonly blockers: Map<string, number>;
  readonly relations: Map<string, number>;
}

const emptySlice = (atMs: number): Slice => ({
  atMs,
  samples: 0,
  relationSamples: 0,
  statements: new Map(),
  blockers: new Map(),
  relations: new Map(),
});

/** Statements without their values: the same few are seen all the time. */
const texts = new Map<string, string>();
const keptTexts = 1_000;

function textOf(query: string): string {
  const text = texts.get(query) ?? withoutValues(query);
  if (texts.size < keptTexts) texts.set(query, text);
  return text;
}

/** A class and a statement as one key. */
const keyOf = (session: Session): string => `${classOf(session)} ${textOf(session.query ?? '')}`;

function addTo(slice: Slice, sessions: readonly Session[], blockers: readonly Session[]): void {
  slice.samples += 1;
  for (const session of sessions) if (classOf(session) !== 'idle') add(slice.statements, keyOf(session));
  for (const session of blockers) add(slice.blockers, keyOf(session));
}

function activityOf({ atMs, samples, relationSamples, statements, blockers, relations }: Slice) {
  const top = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, keptStatements)
      .map(([key, count]) => {
        const [sessionClass = '', ...words] = key.split(' ');
        return { class: sessionClass as SessionClass, text: words.join(' '), sessions: count / samples };
      });
  return {
    atMs,
    durationMs: Date.now() - atMs,
    samples,
    statements: top(statements),
    blockers: top(blockers),
    relations: [...relations].map(([name, waiting]) => ({ name, waiting: waiting / relationSamples })),
  };
}
