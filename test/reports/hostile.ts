import type { Environment } from '../../lib/model/environment.ts';
import type { ReportInput } from '../../reports/views/report-input.ts';
import { changed } from '../flat-result.ts';
import { inputOf, sampleEnvironment, troubled } from './inputs.ts';

/** What a target, a script or a user may say to get out of its place, one for each format. */
export const payloads: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</script><svg onload=alert(1)>',
  '| pipe | and | more |',
  '[x](javascript:y)',
  '![x](https://evil.example/pixel.png)',
  '`code` ```fence',
  '</details><h1>out</h1>',
  '*bold* _it_ ~~gone~~ # head &lt; \\| \\',
  '- item',
  '1. item',
  '\u001b[31mred\u001b]0;title\u0007\u009b2J',
  'line\nbreak\r\nand\u2028more',
  '\u202egnp\u2066x\u2069\u200f',
  ']]>',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '@SUM(A1)',
  ' =1+1',
  '%0A::error::x',
  '##[set-output name=a]b',
  'in a line ##[error]x ##vso[task.complete]',
  '::stop-commands::token',
  '\u3000 ::error::x',
  '\u061cgnp',
  '@octocat and @org/team',
  'https://evil.example/ www.evil.example mailto:a@evil.example',
  'see #1, GH-1, !1, org/repo#1',
  '/close',
  '\n::error::y',
  'a,b:c',
  '\u0000\ufffe\ud800',
  '{{constructor}} {{#if a}}',
];

const everything = payloads.join(' ');

/** A run of which every name and every message is one of these texts. */
export function hostileInput(text: string): ReportInput {
  const rename = <Named extends { readonly name: string }>(list: readonly Named[]): Named[] =>
    list.map((one, index) => ({ ...one, name: `${text}${index === 0 ? '' : index}` }));
  const result = changed(troubled, {
    ...{ scenario: text, profile: text, changes: [`--scale ${text}`], command: `npm run load -- '${text}'` },
    ending: { kind: 'target-died', detail: text, k6ExitCode: null },
    steps: rename(troubled.latency.steps).map((step) => ({
      ...step,
      causes: [{ cause: text, count: 5 }],
      skipped: [{ at: text, count: 5 }],
    })),
    stages: troubled.series.stages.map((stage) => ({ ...stage, steps: rename(stage.steps) })),
    series: troubled.series.windows && { ...troubled.series.windows, steps: rename(troubled.series.windows.steps) },
    distributions: troubled.latency.distributions.map((one) => ({ ...one, name: one.name === null ? null : text })),
    selection: troubled.latency.selection?.map((one) => ({ ...one, step: text })) ?? null,
    checks: rename(troubled.objectives.checks),
    objectives: troubled.objectives.results.map((one) => ({
      ...one,
      text,
      objective: 'step' in one.objective ? { ...one.objective, step: text } : one.objective,
    })),
    thresholds: [{ metric: text, expression: text, isOk: true, value: 1, unit: 'number', n: 0, holds: false }],
    mismatch: null,
    log: { errors: 1, warnings: 1, exceptions: 0, messages: [{ level: 'error', text, count: 1 }] },
    integrity: { ok: false, checks: [{ name: text, expected: 1, actual: 2, ok: false }] },
    integrityTrouble: text,
    inputs: [{ name: text, sizeBytes: 1, sha256: text, rows: 1 }],
  });
  const environment: Environment = {
    ...sampleEnvironment,
    host: { ...sampleEnvironment.host, cpuModel: text, kernel: text },
    target: { kind: 'url', url: text, settings: { [text]: text } },
    engine: { source: text },
  };
  return inputOf(result, environment);
}

/** One of each, and all of them at once. */
export const hostileInputs: readonly (readonly [text: string, input: ReportInput])[] = [...payloads, everything].map(
  (text) => [JSON.stringify(text), hostileInput(text)],
);

/** The same run with a name that does no harm. */
export const harmlessInput: ReportInput = hostileInput('x');
