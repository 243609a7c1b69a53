import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { RunResult } from '../../lib/model/result.ts';
import { rampingInstantsMs } from '../../lib/plan/schedule.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { readSummary, type Summary } from '../../lib/results/summary.ts';
import { type Database, startPostgres } from '../../lib/run/target/shop/postgres.ts';
import { writeJson } from '../../lib/store/artifacts.ts';
import { readFacts, readResult } from '../../lib/store/stored.ts';
import e2e from '../../scenarios/e2e.ts';
import { perform } from '../e2e/perform.ts';
import { type Incoming, type Reply, StandInShop } from '../e2e/stand-in-shop.ts';
import type { OpenPlan } from '../plan-of.ts';
import { seeded } from '../stats/random.ts';
import { neverAborted } from '../target/shop-client.ts';

/** The client of the target's own. */
interface Client {
  connect(): Promise<void>;
  query<Row>(text: string, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
}
const { Client: PgClient } = createRequire(new URL('../../target/package.json', import.meta.url))('pg') as {
  Client: new (options: { connectionString: string }) => Client;
};

const folder = mkdtempSync(join(tmpdir(), 'recount-test-'));
let plan: OpenPlan;
let result: RunResult;
let summary: Summary;
let database: Database;
let client: Client;
let shop: StandInShop;

const random = seeded(41);
let orders = 0;

/** A shop that is slow, fails, forgets a field and hangs, each at times. */
async function reply({ path, journey }: Incoming): Promise<Reply> {
  if (journey < 0) return undefined;
  const luck = random();
  await sleep(path.endsWith('/register') ? 15 + 60 * random() : 2 + 25 * random());
  if (path.endsWith('/register')) return luck < 0.06 ? { status: 201, body: '{"no":"token"}' } : undefined;
  if (path.endsWith('/charge')) return luck < 0.05 ? 500 : luck < 0.08 ? 503 : undefined;
  // Ten of twelve VUs are held in the end, so that k6 has too few left.
  return ++orders % 20 === 0 && orders <= 200 ? 'hang' : undefined;
}

beforeAll(async () => {
  shop = await StandInShop.open(reply);
  const run = await perform({
    scenario: e2e,
    file: '../../scenarios/e2e.ts',
    profile: {
      ...{ name: 'ramp', summary: 'a short ramp', executor: 'ramping-arrival-rate', startRps: 20 },
      stages: [
        { targetRps: 20, durationMs: 3_000 },
        { targetRps: 70, durationMs: 3_000 },
        { targetRps: 70, durationMs: 1_500 },
        { targetRps: 5, durationMs: 1_500 },
      ],
    },
    url: shop.url,
    runsDir: join(folder, 'runs'),
    // Rows carry the VU, by which a journey's rows can be joined.
    record: 'journeys',
    change: {
      gracefulStopMs: 1_000,
      virtualUsers: { count: 12, wanted: 12, capped: false, chosen: true, memoryMiB: 1 },
    },
  });
  plan = run.plan;
  summary = readSummary(run.folder.summary);
  // What is written, not what is in memory.
  const files = { ...run.folder, samples: [run.folder.samples], summary };
  writeJson(run.folder.result, await buildResult(subjectOfPlan(plan), files, readFacts(run.folder.facts)));
  result = readResult(run.folder.result) as RunResult;
  database = await startPostgres({ signal: neverAborted, env: {} });
  client = new PgClient({ connectionString: database.url });
  await client.connect();
  await load(gunzipSync(readFileSync(run.folder.samples)).toString('utf8'));
});

afterAll(async () => {
  await client?.end();
  await database?.stop();
  shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of the file, its tags as JSON: nothing of what reads samples elsewhere is in here. */
async function load(csv: string): Promise<void> {
  await client.query(
    'create table rows (n int primary key, metric text, us bigint, value float8, status text, error_code text, expected text, scenario text, tags jsonb)',
  );
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const at = (name: string) => header.split(',').indexOf(name);
  const pairs = (text = '') =>
    text
      .split('&')
      .flatMap((pair) => (pair === '' ? [] : [[pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]]));
  const rows = lines.map((text) => text.split(','));
  expect(rows.every((row) => row.length === header.split(',').length)).toBe(true);
  const column = (name: string) => rows.map((row) => row[at(name)] ?? '');
  const tags = rows.map((row) =>
    JSON.stringify(Object.fromEntries([...pairs(row[at('extra_tags')]), ...pairs(row[at('metadata')])])),
  );
  await client.query(
    `insert into rows select * from unnest($1::int[], $2::text[], $3::bigint[], $4::float8[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[])`,
    [
      rows.map((_, index) => index),
      ...['metric_name', 'timestamp', 'metric_value', 'status', 'error_code', 'expected_response', 'scenario'].map(
        column,
      ),
      tags,
    ],
  );
  // A request is its duration and what follows it directly; it began before it was connected.
  await client.query(`
    create view requests as
    select n, us, value as ms, tags->>'step' as step, expected = 'false' as failed, error_code,
      us - round(1000 * (value + case when next_metric = 'http_req_blocked' then next_value else 0 end)) as start_us
    from (select *, lead(metric) over (order by n) as next_metric, lead(value) over (order by n) as next_value from rows) as all_rows
    where metric = 'http_req_duration' and scenario = 'load'`);
  // The end of a journey is the next row of its VU's that ends one, unless another begins before.
  await client.query(`
    create view journeys as
    select n, us, case next_metric when 'journeys_ok' then 'ok' when 'journeys_failed' then 'failed' else 'interrupted' end as fate
    from (
      select n, us, metric, lead(metric) over (partition by tags->>'vu' order by n) as next_metric from rows
      where metric in ('journeys_started', 'journeys_ok', 'journeys_failed') and scenario = 'load'
    ) as own
    where metric = 'journeys_started'
    union all
    select n, us, 'dropped' from rows where metric = 'dropped_iterations' and scenario = 'load'`);
}

const ask = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  (await client.query<Row>(text, values)).rows;

interface LatencyRow {
  readonly n: number;
  readonly min: number | null;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}
const latencySql = `count(*)::int as n, min(ms) as min, avg(ms) as mean, max(ms) as max,
  percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.9) within group (order by ms) as p90,
  percentile_cont(0.95) within group (order by ms) as p95, percentile_cont(0.99) within group (order by ms) as p99`;

function expectLatency(found: RunResult['latency']['requests']['latency'], row: LatencyRow | undefined): void {
  if (row === undefined || row.n === 0) {
    expect(found).toBeNull();
    return;
  }
  expect(found?.n).toBe(row.n);
  for (const [key, value] of [
    ...([
      ['minMs', row.min],
      ['meanMs', row.mean],
      ['p50Ms', row.p50],
      ['p90Ms', row.p90],
    ] as const),
    ...([
      ['p95Ms', row.p95],
      ['p99Ms', row.p99],
      ['maxMs', row.max],
    ] as const),
  ]) {
    const expected = value ?? Number.NaN;
    // SQL knows no open requests: with theirs, no percentile is lower.
    if (found?.unfinished === 0) expect(found[key]).toBeCloseTo(expected, 9);
    else if (key !== 'minMs') expect(found?.[key]).toBeGreaterThanOrEqual(expected - 1e-9);
  }
}

describe('a real run, counted again by SQL', () => {
  test('has something of everything', () => {
    const { ok, failed, unfinished, dropped } = result.accounting;
    for (const count of [ok, failed, unfinished, dropped]) expect(count).toBeGreaterThan(0);
    expect(result.provenance).toMatchObject({
      source: 'samples',
      precision: 'exact',
      malformedRows: 0,
      isTruncated: false,
      mismatch: null,
    });
    expect(
      new Set(result.latency.steps.flatMap(({ causes }) => causes.map(({ cause }) => cause))).size,
    ).toBeGreaterThanOrEqual(3);
  });

  test('has the same accounts', async () => {
    const [row] = await ask<Record<string, number>>(`
      select count(*) filter (where fate <> 'dropped')::int as started, count(*) filter (where fate = 'ok')::int as ok,
        count(*) filter (where fate = 'failed')::int as failed, count(*) filter (where fate = 'interrupted')::int as unfinished,
        count(*) filter (where fate = 'dropped')::int as dropped
      from journeys`);
    const [blame] = await ask<{ n: number }>(
      `select count(*)::int as n from rows as drops where metric = 'dropped_iterations'
        and (select count(*) from rows where metric = 'journeys_started' and us <= drops.us)
          - (select count(*) from rows where metric = 'iteration_duration' and us <= drops.us) >= 0.95 * $1`,
      [plan.virtualUsers.count],
    );
    expect(result.accounting).toEqual({
      ...{ ...row, scheduled: plan.scheduled, droppedByTarget: blame?.n, exceptions: 0, basis: 'counted' },
      missing: plan.scheduled - (row?.started ?? 0) - (row?.dropped ?? 0),
    });
    expect(result.accounting.missing).toBe(0);
  });

  test('has the same funnel, step by step, and the same failures by cause', async () => {
    let reached = result.accounting.started as number;
    for (const step of result.latency.steps) {
      const [row] = await ask<LatencyRow & { timeouts: number }>(
        `select ${latencySql}, count(*) filter (where error_code in ('1050', '1211'))::int as timeouts from requests where step = $1`,
        [step.name],
      );
      const causes = await ask<{ cause: string; count: number }>(
        `select tags->>'cause' as cause, count(*)::int as count from rows
          where metric = 'journeys_failed' and tags->>'failed_step' = $1 group by 1`,
        [step.name],
      );
      const failed = causes.reduce((sum, { count }) => sum + count, 0);
      const byName = (all: readonly { cause: string; count: number }[]) =>
        [...all].sort((a, b) => a.cause.localeCompare(b.cause));
      expect(byName(step.causes)).toEqual(byName(causes));
      expect(step).toMatchObject({
        reached,
        attempted: row?.n,
        failed,
        succeeded: (row?.n ?? 0) - failed,
        timeouts: row?.timeouts,
      });
      expect(step.unfinished).toBe(reached - (row?.n ?? 0));
      expectLatency(step.latency, row);
      for (const [latency, hasFailed] of [
        [step.okLatency, false],
        [step.failedLatency, true],
      ] as const) {
        const [own] = await ask<LatencyRow>(`select ${latencySql} from requests where step = $1 and failed = $2`, [
          step.name,
          hasFailed,
        ]);
        expectLatency(latency, own);
      }
      reached = step.succeeded;
    }
    expect(reached).toBe(result.accounting.ok);
  });

  test('has the same journeys in each stage, by the VU that each was of', async () => {
    for (const stage of result.series.stages) {
      const before = plan.stages.slice(0, stage.index).reduce((sum, { scheduled }) => sum + scheduled, 0);
      const [row] = await ask<Record<string, number>>(
        `select count(*) filter (where fate <> 'dropped')::int as started, count(*) filter (where fate = 'ok')::int as ok,
          count(*) filter (where fate = 'failed')::int as failed, count(*) filter (where fate = 'interrupted')::int as unfinished,
          count(*) filter (where fate = 'dropped')::int as dropped
        from (select fate, row_number() over (order by us, n) as k from journeys) as numbered where k > $1 and k <= $2`,
        [before, before + stage.scheduled],
      );
      expect(stage).toMatchObject(row ?? {});
      const { ok, failed, unfinished, dropped } = stage;
      expect((ok ?? 0) + (failed ?? 0) + (unfinished ?? 0) + (dropped ?? 0)).toBe(stage.scheduled);
    }
  });

  /** The schedule's origin: when the first journey began or was dropped, less when it was due. */
  const originUs = async () => {
    const [first] = await ask<{ us: string }>(
      `select us from rows where metric in ('journeys_started', 'dropped_iterations') and scenario = 'load' order by n limit 1`,
    );
    const [firstDueMs = Number.NaN] = rampingInstantsMs(plan.arrival);
    return Math.round(Number(first?.us) - firstDueMs * 1_000);
  };

  test('has the same requests in each stage, with the same p95', async () => {
    const origin = await originUs();
    let seen = 0;
    for (const stage of result.series.stages) {
      const from = stage.index === 0 ? Number.MIN_SAFE_INTEGER : origin + stage.startMs * 1_000;
      const bounds = [from, origin + (stage.startMs + stage.durationMs) * 1_000];
      const inStage = 'from requests where start_us >= $1 and start_us < $2';
      const [all] = await ask<LatencyRow & { failed: number }>(
        `select ${latencySql}, count(*) filter (where failed)::int as failed ${inStage}`,
        bounds,
      );
      expect(stage.requests).toMatchObject({ n: all?.n, failed: all?.failed });
      expectLatency(stage.requests?.latency ?? null, all);
      seen += all?.n ?? 0;
      for (const step of stage.steps) {
        const [row] = await ask<LatencyRow & { failed: number }>(
          `select ${latencySql}, count(*) filter (where failed)::int as failed ${inStage} and step = $3`,
          [...bounds, step.name],
        );
        expect(step).toMatchObject({ n: row?.n, failed: row?.failed });
        expectLatency(step.latency, row);
      }
    }
    expect(seen).toBeGreaterThan(0.9 * (result.latency.requests.n ?? 0));
  });

  test('has the same counts in each second', async () => {
    const origin = await originUs();
    const {
      series: { windows: series },
    } = result;
    const perWindow = (metric: string) =>
      ask<{ at: number; n: number }>(
        `select greatest(0, floor((us - $1::bigint) / 1e6))::int as at, count(*)::int as n from rows where metric = $2 and scenario = 'load' group by 1`,
        [origin, metric],
      );
    for (const [key, metric] of [
      ['started', 'journeys_started'],
      ['dropped', 'dropped_iterations'],
      ['ended', 'iteration_duration'],
      ['failed', 'journeys_failed'],
    ] as const) {
      const expected = new Array<number>(series?.[key].length ?? 0).fill(0);
      for (const { at, n } of await perWindow(metric)) expected[at] = n;
      expect(series?.[key]).toEqual(expected);
    }
    const requests = await ask<{ at: number; n: number; max: number }>(
      `select greatest(0, floor((start_us - $1::bigint) / 1e6))::int as at, count(*)::int as n, max(ms) as max from requests group by 1 order by 1`,
      [origin],
    );
    for (const { at, n, max } of requests) {
      expect(series?.requests.n[at]).toBe(n);
      // Of three decimals.
      expect(Math.abs((series?.requests.maxMs[at] ?? Number.NaN) - max)).toBeLessThan(0.000_6);
    }
    expect(series?.requests.n.reduce((sum, n) => sum + n, 0)).toBe(result.latency.requests.n);
  });

  test('has the same journeys’ durations', async () => {
    const [row] = await ask<LatencyRow>(
      `select ${latencySql} from (select value as ms from rows where metric = 'iteration_duration') as own`,
    );
    expectLatency(result.latency.journeys, row);
  });

  test('has the selection that a join by VU gives', async () => {
    const rows = await ask<LatencyRow & { step: string; reached: boolean }>(`
      with numbered as (
        select n, ms, step, vu, count(*) filter (where step is null) over (partition by vu order by n) as journey from (
          select n, null::float8 as ms, null as step, tags->>'vu' as vu from rows where metric = 'journeys_started'
          union all select requests.n, ms, step, tags->>'vu' from requests join rows using (n)
        ) as own
      ),
      judged as (select step, ms, bool_or(step = 'order') over (partition by vu, journey) as reached from numbered)
      select step, coalesce(reached, false) as reached, ${latencySql} from judged where step is not null group by 1, 2`);
    expect(result.latency.selection?.map(({ step }) => step)).toEqual(['signup', 'charge']);
    for (const { step, reachedLast, lost } of result.latency.selection ?? []) {
      expectLatency(
        reachedLast,
        rows.find((row) => row.step === step && row.reached),
      );
      expectLatency(
        lost,
        rows.find((row) => row.step === step && !row.reached),
      );
    }
  });

  test('has k6’s own figures, to the last digit', () => {
    // k6 knows nothing of those that were open.
    const latency = result.latency.requests.okLatency;
    const { values = {} } = summary.metrics['http_req_duration{expected_response:true}'] ?? {};
    expect([
      latency?.n,
      latency?.minMs,
      latency?.p50Ms,
      latency?.p90Ms,
      latency?.p95Ms,
      latency?.p99Ms,
      latency?.maxMs,
    ]).toEqual([values.count, values.min, values.med, values['p(90)'], values['p(95)'], values['p(99)'], values.max]);
    expect(latency?.meanMs).toBeCloseTo(values.avg ?? Number.NaN, 9);
    const iterations = summary.metrics.iteration_duration?.values ?? {};
    expect(result.latency.journeys).toMatchObject({ n: iterations.count, unfinished: result.accounting.unfinished });
    expect(result.objectives.checks.map(({ name, passes, fails }) => [name, passes, fails]).sort()).toEqual(
      summary.checks.map(({ name, passes, fails }) => [name, passes, fails]).sort(),
    );
    for (const { value, isOk, holds } of result.objectives.thresholds)
      if (value !== null && holds !== null) expect(holds).toBe(isOk);
  });
});
