/** The CPU profile of the target: where its time went, by package and by function, and as a flame graph. */
import type { CpuProfile } from '../../lib/model/result.ts';
import { flameMark } from '../charts/flame-chart.ts';
import { type Block, type Chart, number, sentence, type Table, tableBlock, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';

const shownFunctions = 12;
const shownGroups = 4;

export function profileBlocks({ result }: ReportInput, language: Language): Block[] {
  const profile = result.signals?.cpuProfile;
  if (profile === undefined) return [];
  const { cpuProfile: labels } = language.labels;
  const values = { durationMs: profile.durationMs, ratio: profile.busyRatio };
  return [
    { kind: 'paragraph', text: sentence(language.say(labels.about, values)) },
    ...tableBlock(functionsTable(profile, language)),
    ...flameCharts(profile, language).map((chart): Block => ({ kind: 'chart', chart })),
  ];
}

function functionsTable({ functions }: CpuProfile, language: Language): Table {
  const { cpuProfile: labels } = language.labels;
  return {
    title: '',
    columns: [text(labels.function), number(labels.self), number(labels.inclusive), text(labels.where)],
    rows: functions
      .slice(0, shownFunctions)
      .map(({ name, file, line, group, calledBy, selfRatio, inclusiveRatio }) => [
        name,
        language.percent(selfRatio),
        language.percent(inclusiveRatio),
        calledBy === null
          ? file === ''
            ? group
            : `${file}:${line}`
          : language.say(labels.calledBy, { group, calledBy }),
      ]),
  };
}

function flameCharts({ flame, groups }: CpuProfile, language: Language): Chart[] {
  const { cpuProfile: labels } = language.labels;
  if (flame.length === 0) return [];
  const named = groups.slice(0, shownGroups).map(({ name }) => name);
  return [
    {
      title: labels.flame,
      drawing: { kind: 'flame', title: labels.flame, flame, groups: named, format: language.percent },
      legend: [
        ...named.map((name, index) => ({ name, mark: flameMark(index) })),
        ...(groups.length > shownGroups ? [{ name: labels.others, mark: flameMark(-1) }] : []),
      ],
      numbers: {
        title: labels.groups,
        columns: [text(labels.name), number(labels.self)],
        rows: groups.map(({ name, selfRatio }) => [name, language.percent(selfRatio)]),
      },
    },
  ];
}
