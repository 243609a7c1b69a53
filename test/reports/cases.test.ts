// The published cases through the path that `caseload report --summary` takes: what a reader must see before scrolling.
import { beforeAll, describe, expect, test } from 'vitest';
import type { LanguageCode } from '../../lib/model/finding.ts';
import renderMarkdown from '../../reports/formats/markdown.ts';
import renderTerminal from '../../reports/formats/terminal.ts';
import type { ReportInput } from '../../reports/views/report-input.ts';
import { runView } from '../../reports/views/run.ts';
import { caseInput, codes, languages } from './inputs.ts';

type CaseName = 'case1' | 'case2' | 'case3';

const names: readonly CaseName[] = ['case1', 'case2', 'case3'];
const inputs = new Map<CaseName, ReportInput>();
const inputOf = (name: CaseName): ReportInput => inputs.get(name) ?? expect.fail(`no ${name}`);

beforeAll(async () => {
  for (const name of names) inputs.set(name, await caseInput(name));
});

/** Markdown as a reader sees it: without its marks and escapes. */
const shown = (markdown: string): string =>
  markdown
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('**', '')
    .replace(/\\([\\`*_[\]|#~])/g, '$1');

const reports = {
  terminal: (name: CaseName, code: LanguageCode) =>
    renderTerminal(runView(inputOf(name), languages[code]), { hasColor: false }),
  markdown: (name: CaseName, code: LanguageCode) => shown(renderMarkdown(runView(inputOf(name), languages[code]))),
};

/** What the first ten lines of either report say of each case. */
const says: Readonly<Record<CaseName, Readonly<Record<LanguageCode, readonly RegExp[]>>>> = {
  case1: {
    en: [
      /^(# )?e2e × case1$/m,
      /Objectives +FAIL|Objectives FAIL/,
      /726 of 3,500 scheduled journeys succeeded \(20\.7 %\)/,
      /1,525 \(43\.6 %\) never started: the schedule of case1 minus the attempts at signup, if none was left unfinished/,
      /1,249 \(35\.7 %\) failed at signup/,
      /order_success 100 % is a share of the 726 attempts, not of the 3,500 scheduled journeys/,
      /Not met: p\(95\) < 800 ms \(23\.22 s\), failed requests < 2 % \(36\.4 %\), and journey success > 98 % \(of scheduled\) \(20\.7 %\)/,
    ],
    ko: [
      /^(# )?e2e × case1$/m,
      /목표 +실패\(FAIL\)/,
      /예정된 여정 3,500건 중 726건이 성공했습니다\(20\.7%\)/,
      /1,525건\(43\.6%\)은 미시작입니다\. case1 프로파일의 예정 수에서 signup 시도 수를 뺀 값으로, 미완료 여정이 없다고 본 것입니다/,
      /signup 1,249건\(35\.7%\)/,
      /order_success 100%는 시도한 726건 기준이며, 예정된 3,500건 기준이 아닙니다/,
      /충족하지 못한 목표: p\(95\) < 800 ms \(23\.22초\), 실패한 요청 < 2% \(36\.4%\), 여정 성공 > 98% \(예정 대비\) \(20\.7%\)/,
    ],
  },
  case2: {
    en: [
      /Objectives +FAIL|Objectives FAIL/,
      /312 of 312 scheduled journeys succeeded \(100 %\)/,
      /Not met: p\(95\) < 800 ms \(1\.59 s\)\.$/m,
    ],
    ko: [
      /목표 +실패\(FAIL\)/,
      /예정된 여정 312건 중 312건이 성공했습니다\(100%\)/,
      /충족하지 못한 목표: p\(95\) < 800 ms \(1\.59초\)\.$/m,
    ],
  },
  case3: {
    en: [
      /Validity +VALID|Validity VALID/,
      /Objectives +PASS|Objectives PASS/,
      /429 of 430 scheduled journeys succeeded \(99\.8 %\)/,
      /Every objective is met/,
      /Indicative only: the run as a whole met the objectives, at rates up to 14\/s; .* no steady rate was tested/,
    ],
    ko: [
      /목표 +통과\(PASS\)/,
      /예정된 여정 430건 중 429건이 성공했습니다\(99\.8%\)/,
      /모든 목표를 충족했습니다/,
      /참고용입니다: 실행 전체로는 최대 14건\/초.*일정한 도착률은 시험하지 않았습니다/,
    ],
  },
};

describe.each(['terminal', 'markdown'] as const)('the first lines of the %s report', (format) => {
  describe.each(codes)('in %s', (code) => {
    test.each(names)('say of %s what matters', (name) => {
      const head = reports[format](name, code).split('\n').slice(0, 12).join('\n');
      for (const words of says[name][code]) expect(head).toMatch(words);
    });
  });
});

describe('of the cases', () => {
  test.each(codes)('case2 misses its p95 and nothing else, in %s', (code) => {
    const {
      objectives: { results: objectives },
    } = inputOf('case2').result;
    expect(objectives.map(({ status }) => status)).toEqual(['FAIL', 'PASS', 'PASS', 'PASS']);
    const [summary = ''] = reports.terminal('case2', code).split('\n\n');
    expect(summary).toContain('p(95) < 800 ms (1.59');
    expect(summary).not.toMatch(/failed requests|실패한 요청|order_success|journey success|여정 성공/);
  });

  test('no claim goes beyond what the files hold: no stages, no series, no causes', () => {
    for (const name of names) {
      const { result, findings } = inputOf(name);
      expect([result.series.windows, result.latency.distributions, result.generator, result.run.target]).toEqual([
        null,
        [],
        null,
        null,
      ]);
      expect(result.latency.steps.flatMap(({ causes }) => causes)).toEqual([]);
      expect(result.accounting).toMatchObject({ basis: 'derived', unfinished: null, dropped: null });
      const text = renderMarkdown(runView(inputOf(name), languages.en));
      expect(text).toContain('What its files do not contain is left out, never guessed');
      expect(text).not.toMatch(/\bundefined\b|\bNaN\b/);
      expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
    }
  });

  test('each ends with the verdict of its objectives, and the exit code of it', () => {
    const verdicts = names.map((name) => inputOf(name).verdict);
    expect(verdicts.map(({ validity, objectives, exitCode }) => [validity, objectives, exitCode])).toEqual([
      ['SUSPECT', 'FAIL', 1],
      ['VALID', 'FAIL', 1],
      ['VALID', 'PASS', 0],
    ]);
  });

  test('case1 names no step and no limit: a summary does not show when its requests failed', () => {
    const { hypotheses } = inputOf('case1');
    expect(hypotheses).toEqual([]);
    const text = shown(renderMarkdown(runView(inputOf('case1'), languages.en)));
    expect(text).toContain('1,249 of 1,975 attempts at signup (63.2 %) failed: it is not known when');
    expect(text).not.toMatch(/most failures|npm run load/);
  });
});
