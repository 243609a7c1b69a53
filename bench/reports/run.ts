// Time from result.json to each report, in one process, for a journey of three steps. See bench/README.md.
import { join } from 'node:path';
import { weighHypotheses } from '../../lib/judge/diagnosis/all.ts';
import { judgeFindings } from '../../lib/judge/findings/all.ts';
import { judge } from '../../lib/judge/verdict/verdict.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { readResult } from '../../lib/store/stored.ts';
import type { Format } from '../../reports/document.ts';
import { type FormatName, formatNames, formats } from '../../reports/formats/formats.ts';
import { languageOf } from '../../reports/languages/language.ts';
import { runView } from '../../reports/views/run.ts';
import { readSizes } from '../flags.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';

const maxMs = 300;

const sizes = readSizes({ repeats: 20 });
const file = join(packageFolder, 'bench/reports/e2e.case1.result.json');

/** Everything between the file and the text: parsed, judged, worded, drawn. */
const timeOf = (render: Format): number => {
  const startedMs = performance.now();
  const result = readResult(file);
  if (result === undefined) throw new Error(`${file} holds no result of this version`);
  const findings = judgeFindings(result);
  const input = {
    result,
    findings,
    hypotheses: weighHypotheses(result),
    verdict: judge(result, findings),
    environment: undefined,
    toolVersion: 'bench',
  };
  render(runView(input, languageOf('en')));
  return performance.now() - startedMs;
};

const rowOf = async (format: FormatName) => {
  const { default: render } = await formats[format].load();
  const first = timeOf(render);
  const times = Array.from({ length: sizes.repeats }, () => timeOf(render));
  return { format, first, median: median(times), worst: Math.max(...times) };
};
const rows: Awaited<ReturnType<typeof rowOf>>[] = [];
for (const format of formatNames) rows.push(await rowOf(format));
const isMet = rows.every(({ first, worst }) => Math.max(first, worst) < maxMs);
console.log(
  table(
    ['format', 'first, ms', 'median, ms', 'worst, ms'],
    rows.map(({ format, first, median: middle, worst }) => [
      format,
      first.toFixed(1),
      middle.toFixed(1),
      worst.toFixed(1),
    ]),
  ),
);
console.log(`\nfrom result.json to each report, target < ${maxMs} ms: ${isMet ? 'met' : 'NOT met'}\n`);
console.log(JSON.stringify({ bench: 'reports', ...sizes, rows, isMet }));
