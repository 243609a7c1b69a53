import { describe, expect, it } from 'vitest';
import type { Stress } from '../../lib/judge/bottleneck/limit.ts';
import { weighLimits } from '../../lib/judge/bottleneck/limits/all.ts';
import type { Diagnosis } from '../../lib/model/diagnosis.ts';
import renderMarkdown from '../../reports/formats/markdown.ts';
import { runView } from '../../reports/views/run.ts';
import { calm, cases } from '../judge/bottleneck/cases.ts';
import { codes, inputOf, languages, troubled } from './inputs.ts';

const activity = {
  addons: ['bcrypt'],
  statements: (['lock', 'cpu', 'io', 'idleInTransaction'] as const).map((one) => ({
    class: one,
    text: `select ${one} from stocks`,
    sessions: 3,
  })),
  blockers: [{ class: 'cpu', text: 'update stocks set quantity = $1', sessions: 1 }],
  relations: [{ name: 'stocks', waiting: 4 }],
  hottest: { name: 'canonicalJson', selfRatio: 0.41 },
} as const;

const undetermined: Diagnosis = {
  ...{
    verdict: 'undetermined',
    confidence: 'low',
    fromRps: null,
    step: 'signup',
    values: {},
    evidence: [],
    runnersUp: [],
    census: null,
  },
  missing: [{ source: 'database-sessions', because: 'its address is not known (--db-url)' }],
};
const markdown = (diagnosis: Diagnosis, code: (typeof codes)[number]) =>
  renderMarkdown(runView({ ...inputOf(troubled), diagnosis }, languages[code]));

describe.each(codes)('what limits the target, in %s', (code) => {
  const named = cases.flatMap(([what, given]) =>
    [given, { ...given, activity }].flatMap((one) =>
      weighLimits({ ...calm, ...one }).map((limit) => ({ what, limit })),
    ),
  );

  it.each(named.map((one) => [`${one.limit.id} of ${one.what}`, one.limit] as const))(
    '%s',
    (_, { id, values, evidence }) => {
      const { title, evidence: sentences, advice } = languages[code].limit({ id, values, evidence });
      // Named among others, without its values.
      const among = languages[code].limit({ id, evidence }).title;
      for (const text of [title, among, advice, ...sentences]) {
        expect(text).toMatch(/\S{2}/);
        expect(text).not.toMatch(/\{\{|undefined|NaN|null|—/);
      }
      expect(title).not.toBe(id);
      expect(sentences).toHaveLength(evidence.length);
      const [first = ''] = sentences;
      const diagnosis: Diagnosis = { ...undetermined, verdict: id, confidence: 'high', fromRps: 40, values, evidence };
      const text = markdown(diagnosis, code);
      expect(text).toContain(title.split('(')[0]?.slice(0, 20));
      expect(text.replaceAll('\\', '')).toContain(first.slice(0, 20));
    },
  );

  it('says when there is none, when it is not known, and what was not read', () => {
    const { limit, sections } = languages[code].labels;
    const unknown = markdown(undetermined, code);
    expect(unknown).toContain(limit.undetermined);
    expect(unknown).toContain(limit.sources['database-sessions']);
    const calmly = markdown({ ...undetermined, verdict: 'none', confidence: 'high' }, code);
    expect(calmly).toContain(limit.none);
    // What may be the limit is of no interest where there is none.
    expect(calmly).not.toContain(sections.hypotheses);
    expect(unknown).toContain(sections.hypotheses);
  });

  it('says that other programs may be the limit, where they took much', () => {
    const { runnersUp, ...rest } = undetermined;
    const diagnosis: Diagnosis = { ...rest, runnersUp, verdict: 'row-lock', confidence: 'high' };
    const input = { ...inputOf(troubled), diagnosis };
    const busy = input.findings.map((finding) =>
      finding.id === 'noisy-host'
        ? { ...finding, status: 'suspect' as const, variant: 'programs', values: { foreign: 0.491 } }
        : finding,
    );
    const line = languages[code].say(languages[code].labels.limit.others, { foreign: 0.491 });
    const textOf = (findings: typeof input.findings) =>
      renderMarkdown(runView({ ...input, findings }, languages[code]));
    expect(textOf(busy)).toContain(line);
    expect(textOf(busy.filter(({ id }) => id !== 'noisy-host'))).not.toContain(line);
  });

  it('asks for no CPU profile where one was taken', () => {
    const busy = cases.find(([, , limits]) => limits[0] === 'event-loop')?.[1];
    const adviceOf = (stress: Stress) => weighLimits(stress).map((limit) => languages[code].limit(limit).advice)[0];
    expect(adviceOf({ ...calm, ...busy })).toContain('--cpu-profile');
    expect(adviceOf({ ...calm, ...busy, activity })).not.toContain('--cpu-profile');
  });

  it('says where the journeys in flight were', () => {
    const census = { inFlight: 93, parts: { pool: 82, lock: 9, database: 1, transaction: 1, elsewhere: 0 } };
    const text = markdown({ ...undetermined, verdict: 'row-lock', census }, code);
    const { parts } = languages[code].labels.limit;
    expect(text).toContain(parts.pool);
    expect(text).toContain(parts.lock);
    expect(text).not.toContain(parts.elsewhere);
  });
});
