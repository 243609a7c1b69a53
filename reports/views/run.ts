import {
  type Block,
  type Chart,
  commandsBlock,
  type Document,
  listBlock,
  section,
  sentence,
  tableBlock,
  tableSection,
  type View,
} from '../document.ts';
import type { Language } from '../languages/language.ts';
import { accountingTable } from './accounting-table.ts';
import { environmentTable, filesTable, workloadTable } from './background-tables.ts';
import { distributionCharts, funnelCharts } from './charts.ts';
import { comparisonSections } from './comparison.ts';
import { profileBlocks } from './cpu-profile.ts';
import { experimentCommands } from './experiments.ts';
import { journeyCostBlocks } from './journey-cost.ts';
import { limitBlocks } from './limit.ts';
import { metricsTable } from './metrics-table.ts';
import { findingBlocks, findingTexts, hypothesisBlocks, hypothesisTexts, limits, sustainableText } from './prose.ts';
import type { ReportInput } from './report-input.ts';
import { resourcesTable } from './resources-table.ts';
import { runAnnotations, runTests } from './run-tests.ts';
import { signalCharts } from './signal-charts.ts';
import { soakTable } from './soak-table.ts';
import { sparklines } from './sparklines.ts';
import { stageRows } from './stage-rows.ts';
import { stageStepsTable, stagesSection } from './stage-tables.ts';
import { errorsTable, funnelTable, latencyTable, tracesTable } from './step-tables.ts';
import { summaryLines } from './summary-lines.ts';
import { checksTable, integrityTable, objectivesTable, thresholdsTable } from './tables.ts';
import { timeCharts } from './time-charts.ts';
import { titleOf } from './title.ts';
import { validityTable } from './validity-table.ts';
import { verdictAxes } from './verdict-axes.ts';

/** One run: the verdict and the answer first, then what they rest on, then what to do. */
export const runView: View<ReportInput> = (input, language) => {
  const { name, subtitle } = titleOf(input.result);
  let blocks: Block[] | undefined;
  return {
    title: name,
    subtitle,
    about: language.say(language.labels.html.about, { version: input.toolVersion }),
    language,
    // A format needs some of these only.
    get blocks() {
      blocks ??= blocksOf(input, language);
      return blocks;
    },
    get data() {
      return dataOf(input, language);
    },
    get tests() {
      return runTests(input, language);
    },
    get rows() {
      return stageRows(input.result);
    },
    get annotations() {
      return runAnnotations(input, language);
    },
  };
};

const blocksOf = (input: ReportInput, language: Language): Block[] => [
  ...answerBlocks(input, language),
  ...measuredSections(input, language),
  ...proseSections(input, language),
  ...repeatSections(input, language),
  detailsBlock(input, language),
];

function answerBlocks(input: ReportInput, language: Language): Block[] {
  const [answer = '', ...others] = summaryLines(input, language);
  return [
    { kind: 'verdict', axes: verdictAxes(input.verdict, language) },
    { kind: 'answer', text: answer },
    ...listBlock(others),
  ];
}

const chartBlocks = (charts: readonly Chart[]): Block[] => charts.map((chart) => ({ kind: 'chart', chart }));

/** Objectives, journeys, steps, stages, and all of it over time. */
function measuredSections({ result, verdict, comparison }: ReportInput, language: Language): Block[] {
  const { sections } = language.labels;
  const lines = sparklines(result, language);
  const bars: Block[] = lines.length === 0 ? [] : [{ kind: 'bars', lines }];
  const charts = [
    ...timeCharts(result, language),
    ...signalCharts(result, language),
    ...distributionCharts(result, language),
  ];
  return [
    ...tableSection(objectivesTable(result, verdict, language), true),
    ...(comparison === undefined ? [] : comparisonSections(comparison, language)),
    ...section(
      sections.journeys,
      [...tableBlock(accountingTable(result, language)), ...chartBlocks(funnelCharts(result, language))],
      { isBrief: true },
    ),
    ...(result.provenance.source === 'none' ? [] : tableSection(funnelTable(result, language), true)),
    ...tableSection(latencyTable(result, language), true),
    ...tableSection(tracesTable(result, language)),
    ...stagesSection(result, language),
    ...tableSection(soakTable(result, language), true),
    ...section(sections.time, [...bars, ...chartBlocks(charts)]),
  ];
}

/** What it means, what may be the limit, and what to try. */
function proseSections(input: ReportInput, language: Language): Block[] {
  const { sections } = language.labels;
  const commands = experimentCommands(input, language);
  const hasFindings = findingBlocks(input, language).some(({ kind }) => kind === 'entry');
  return [
    ...section(sections.findings, findingBlocks(input, language), { isBrief: hasFindings, id: 'findings' }),
    ...section(sections.limit, limitBlocks(input, language), { isBrief: input.diagnosis?.verdict !== 'none' }),
    ...tableSection(resourcesTable(input.result, language)),
    ...section(sections.journeyCost, journeyCostBlocks(input, language)),
    ...section(sections.cpuProfile, profileBlocks(input, language), { isBrief: true }),
    ...(hasOwnLimit(input) ? [] : section(sections.hypotheses, hypothesisBlocks(input, language))),
    ...section(sections.sustainable, [{ kind: 'paragraph', text: sustainableText(input, language) }]),
    ...section(sections.experiments, commandsBlock(commands), { isBrief: true }),
  ];
}

/** What limits it was found, or nothing more is known than the section on that says. */
const hasOwnLimit = ({ diagnosis, hypotheses }: ReportInput): boolean =>
  diagnosis !== undefined && (diagnosis.verdict !== 'undetermined' || hypotheses.length === 0);

function repeatSections(input: ReportInput, language: Language): Block[] {
  const { sections } = language.labels;
  const { command } = input.result.run;
  return [
    ...section(sections.repeat, commandsBlock(command === null ? [] : [{ why: '', command }]), { isBrief: true }),
    ...section(sections.limits, listBlock(limits(input, language).map(sentence))),
  ];
}

/** What is there to be looked up. */
function detailsBlock(input: ReportInput, language: Language): Block {
  const { result, verdict, findings } = input;
  return {
    kind: 'details',
    title: language.labels.sections.details,
    sections: [
      ...tableSection(stageStepsTable(result, language)),
      ...tableSection(errorsTable(result, language)),
      ...tableSection(checksTable(result, language), true),
      ...tableSection(integrityTable(result, language), true),
      ...tableSection(thresholdsTable(result, verdict, language)),
      ...tableSection(validityTable(findings, language)),
      ...tableSection(metricsTable(result, language)),
      ...tableSection(workloadTable(input, language)),
      ...tableSection(environmentTable(input, language)),
      ...tableSection(filesTable(input, language)),
    ],
  };
}

/** The run's documents, plus its texts in the chosen language. */
function dataOf(input: ReportInput, language: Language): Document['data'] {
  const { result, findings, hypotheses, verdict, comparison, environment, toolVersion } = input;
  return {
    toolVersion,
    verdict,
    summary: summaryLines(input, language),
    result,
    findings,
    findingTexts: findingTexts(input, language),
    hypotheses,
    ...(input.diagnosis && { diagnosis: input.diagnosis }),
    hypothesisTexts: hypothesisTexts(input, language),
    comparison: comparison ?? null,
    environment: environment ?? null,
  };
}
