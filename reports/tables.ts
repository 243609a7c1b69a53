/** The tables that every report format shows, as rows of finished cells. */
import type { Latency, RunResult, StepResult } from '../lib/contract/result.ts';
import {
  formatCount,
  formatDuration,
  formatMs,
  formatObjectiveValue,
  formatQuantile,
  formatRate,
  formatShare,
  noFigure,
} from './format.ts';
import type { ReportInput } from './report-input.ts';

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns from this one on are numbers and stand to the right. */
  readonly numbersFrom: number;
}

const marks = { PASS: '✓', FAIL: '✗', NO_DATA: '?' } as const;

export function objectivesTable({ result }: ReportInput): Table {
  return {
    title: 'Objectives',
    columns: ['', 'objective', 'measured', 'n'],
    rows: result.objectives.map((objective) => [
      marks[objective.status],
      objective.text,
      formatObjectiveValue(objective),
      formatCount(objective.n),
    ]),
    numbersFrom: 2,
  };
}

export function accountingTable({ result: { accounting, source, ending } }: ReportInput): Table {
  const { scheduled, started, ok, failed, interrupted, dropped, droppedByTarget, missing } = accounting;
  const row = (name: string, count: number, meaning: string) => [
    name,
    formatCount(count),
    formatShare(count, scheduled),
    meaning,
  ];
  const byGenerator = dropped - droppedByTarget;
  const blame = [
    ...(droppedByTarget > 0 ? [`${formatCount(droppedByTarget)} because all VUs were busy`] : []),
    ...(byGenerator > 0 ? [`${formatCount(byGenerator)} by the generator`] : []),
  ];
  return {
    title: 'Journeys',
    columns: ['', 'journeys', 'of scheduled', ''],
    rows: [
      row('scheduled', scheduled, 'due by the profile'),
      ...(source === 'none'
        ? []
        : [
            row('started', started, ''),
            row('dropped', dropped, blame.length === 0 ? 'never started' : `never started: ${blame.join(', ')}`),
            row('interrupted', interrupted, 'open when the run ended'),
            row('completed', ok + failed, 'came to an end of their own'),
            row('failed', failed, 'ended at a step that failed'),
            row('succeeded', ok, 'every step succeeded'),
            ...(missing === 0
              ? []
              : [
                  ending.kind === 'completed'
                    ? row('missing', missing, 'in no account')
                    : row('never due', missing, 'the run ended before'),
                ]),
          ]),
    ],
    numbersFrom: 1,
  };
}

export function stepsTable({ result, plan }: ReportInput): Table {
  const { requests, journeyLatency, accounting } = result;
  // Who reached a step is who succeeded at the one before; unknown where run() decides the order.
  const reached = [accounting.started, ...result.steps.map((step) => step.succeeded)];
  return {
    title: 'Steps',
    columns: ['', 'reached', 'n', 'p50', 'p95', 'p99', 'max', 'failed', 'cut off', 'causes'],
    rows: [
      ...result.steps.map((step, index) => [
        step.name,
        plan.scenario.isList ? formatCount(reached[index]) : noFigure,
        formatCount(step.attempted),
        ...latencyCells(step.latency),
        formatCount(step.failed),
        formatCount(step.interrupted),
        causesCell(step),
      ]),
      [
        'all requests',
        '',
        formatCount(requests.n),
        ...latencyCells(requests.latency),
        formatCount(requests.failed),
        '',
        '',
      ],
      [
        'whole journey',
        '',
        formatCount(journeyLatency?.n ?? 0),
        ...latencyCells(journeyLatency),
        formatCount(accounting.failed),
        formatCount(accounting.interrupted),
        '',
      ],
    ],
    numbersFrom: 1,
  };
}

function latencyCells(latency: Latency | undefined): string[] {
  if (latency === undefined) return [noFigure, noFigure, noFigure, noFigure];
  const { n, p50Ms, p95Ms, p99Ms, maxMs } = latency;
  return [
    formatQuantile(p50Ms, 0.5, n),
    formatQuantile(p95Ms, 0.95, n),
    formatQuantile(p99Ms, 0.99, n),
    formatMs(maxMs),
  ];
}

function causesCell({ causes, failed }: StepResult): string {
  if (causes.length === 0 && failed > 0) return 'unknown: no samples were recorded';
  return causes.map(({ cause, count }) => `${count} × ${cause}`).join(', ');
}

export function stagesTable({ result }: ReportInput): Table {
  return {
    title: 'Stages',
    columns: ['', 'rate, rps', 'time', 'scheduled', 'started', 'dropped'],
    rows: result.stages
      .filter((stage) => stage.shape !== 'step')
      .map((stage, index) => [
        `${index + 1} ${stage.shape}`,
        stage.shape === 'plateau'
          ? formatRate(stage.toRps)
          : `${formatRate(stage.fromRps)} → ${formatRate(stage.toRps)}`,
        formatDuration(stage.durationMs),
        formatCount(stage.scheduled),
        formatCount(stage.started),
        formatCount(stage.dropped),
      ]),
    numbersFrom: 1,
  };
}

export function checksTable({ result }: ReportInput): Table {
  return {
    title: 'Checks',
    columns: ['', 'check', 'passed', 'of'],
    rows: result.checks.map(({ name, passes, fails }) => [
      fails === 0 ? '✓' : '✗',
      name,
      formatCount(passes),
      formatCount(passes + fails),
    ]),
    numbersFrom: 2,
  };
}

export function thresholdsTable({ result }: ReportInput): Table {
  return {
    title: 'k6 thresholds',
    columns: ['', 'metric', 'threshold'],
    rows: result.thresholds.map(({ metric, expression, isOk }) => [isOk ? '✓' : '✗', metric, expression]),
    numbersFrom: 3,
  };
}

export function integrityTable(integrity: NonNullable<RunResult['integrity']>): Table {
  return {
    title: "The target's books after the load",
    columns: ['', 'check', 'should be', 'is'],
    rows: integrity.checks.map((check) => [
      check.ok ? '✓' : '✗',
      check.name,
      formatCount(check.expected),
      formatCount(check.actual),
    ]),
    numbersFrom: 2,
  };
}

export function environmentTable({ environment, plan, result }: ReportInput): Table {
  const { virtualUsers: vus } = plan;
  const hostRows = environment && [
    [
      'host',
      `${environment.host.cpuModel}, ${environment.host.cpuCount} CPUs, ${formatCount(Math.round(environment.host.memoryBytes / 2 ** 20))} MiB`,
    ],
    ['system', `${environment.host.os} ${environment.host.kernel}, ${environment.host.arch}`],
    [
      'versions',
      `caseload ${environment.versions.caseload}, k6 ${environment.versions.k6} (${environment.engine.source}), Node ${environment.versions.node}${environment.versions.database === null ? '' : `, PostgreSQL ${environment.versions.database}`}`,
    ],
    [
      'target',
      `${environment.target.kind === 'shop' ? 'the reference shop' : environment.target.url}${environment.sameHost ? ', on the same host as k6' : ''}`,
    ],
    ...(environment.target.knobs === null
      ? []
      : [
          [
            'knobs',
            Object.entries(environment.target.knobs)
              .map(([name, value]) => `${name}=${value}`)
              .join(' '),
          ],
        ]),
    ...(environment.git === null
      ? []
      : [
          [
            'git',
            `${environment.git.commit.slice(0, 12)}${environment.git.isDirty ? ', with uncommitted changes' : ''}`,
          ],
        ]),
  ];
  return {
    title: 'Environment',
    columns: ['', ''],
    rows: [
      ['run', `${plan.runId}, started ${result.startedAt}, took ${formatDuration(result.durationMs)}`],
      [
        'generator',
        `${vus.count} VUs, all made before the load; request timeout ${formatDuration(plan.requestTimeoutMs)}, gracefulStop ${formatDuration(plan.gracefulStopMs)}; figures from ${result.source === 'samples' ? 'all samples' : result.source === 'summary' ? "k6's summary, no samples recorded" : 'nothing: there are none'}`,
      ],
      ...(hostRows ?? []),
    ],
    numbersFrom: 2,
  };
}
