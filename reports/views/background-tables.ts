/** Tables of the background of the figures: environment, workload, files. */
import { ownValue } from '../../lib/model/own-value.ts';
import { number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { reworded } from '../languages/rewording.ts';
import type { ReportInput } from './report-input.ts';

export function environmentTable({ result, environment }: ReportInput, language: Language): Table {
  const { backgroundRows: names, environment: texts, sections } = language.labels;
  const {
    load,
    generator,
    run: { startedAt, durationMs, runId },
    provenance: { source, precision },
  } = result;
  const sourceText = source === 'samples' && precision === 'histogram' ? texts.histogram : texts[source];
  const row = (name: string, value: string | null | undefined) => (value ? [[name, value]] : []);
  return {
    title: sections.environment,
    columns: [text(''), text('')],
    rows: [
      ...row(
        names.run,
        language.say(texts.run, {
          runId,
          startedAt: startedAt ? language.instant(startedAt) : '',
          tookMs: durationMs ?? 0,
        }),
      ),
      ...row(
        names.generator,
        language.say(texts.generator, {
          vus: load?.virtualUsers?.count ?? 0,
          timeoutMs: load?.requestTimeoutMs ?? 0,
          graceMs: load?.gracefulStopMs ?? 0,
          cores: generator?.cpu?.cores ?? 0,
          meanCores: generator?.cpu?.meanCores ?? 0,
          source: sourceText,
        }),
      ),
      ...(environment === undefined ? [] : hostRows(environment, language)),
    ],
  };
}

function hostRows(
  { host, versions, engine, target, sameHost, git }: NonNullable<ReportInput['environment']>,
  language: Language,
): string[][] {
  const { backgroundRows: names, environment: texts, engineSources } = language.labels;
  const where = target.kind === 'shop' ? texts.shop : target.url;
  const settings = Object.entries(target.settings ?? {}).map(([name, value]) => `${name}=${value}`);
  return [
    [names.host, language.say(texts.host, { ...host, memoryMiB: Math.round(host.memoryBytes / 2 ** 20) })],
    [names.system, `${host.os} ${host.kernel}, ${host.arch}`],
    [names.versions, language.say(texts.versions, { ...versions, source: reworded(engine.source, engineSources) })],
    [names.target, sameHost ? language.say(texts.sameHost, { target: where }) : where],
    ...(settings.length === 0 ? [] : [[names.settings, settings.join(' ')]]),
    ...(git === null
      ? []
      : [
          [
            names.git,
            git.isDirty ? language.say(texts.dirty, { commit: git.commit.slice(0, 12) }) : git.commit.slice(0, 12),
          ],
        ]),
  ];
}

export function workloadTable({ result }: ReportInput, language: Language): Table {
  const { backgroundRows: names, workload: texts, sections } = language.labels;
  const {
    latency: { steps },
    run: { scenario, isList, outline },
  } = result;
  // In the files of a foreign run, steps have no order.
  const isKnown = scenario !== null && steps.length > 0;
  const journey = outline ?? language.say(texts.journey, { steps: steps.map(({ name }) => ({ name })), isList });
  return {
    title: sections.workload,
    columns: [text(''), text('')],
    rows: [...(isKnown ? [[names.journey, journey]] : []), ...loadRows(result, language)],
  };
}

function loadRows({ load, run: { profile, changes } }: ReportInput['result'], language: Language): string[][] {
  if (load === null) return [];
  const { backgroundRows: names, workload: texts, userModes } = language.labels;
  const { executor, arrivals, scheduled, durationMs, peakRps, pausesMs, warmUp, fixtures } = load;
  // A closed load has no schedule.
  const shape = language.say(scheduled === null ? texts.closed : texts.load, {
    ...{ executor, scheduled, durationMs, peakRps, isPoisson: arrivals === 'poisson' },
  });
  return [
    [names.profile, `${[profile ?? '', ...changes].join(' ').trim()}: ${shape}`],
    ...(pausesMs === undefined ? [] : [[names.pauses, language.say(texts.pauses, { pausesMs })]]),
    ...(warmUp ? [[names.warmUp, language.say(texts.warmUp, { ...warmUp })]] : []),
    ...(fixtures
      ? [
          [
            names.users,
            language.say(texts.users, {
              count: fixtures.count,
              mode: ownValue(userModes, fixtures.mode) ?? fixtures.mode,
            }),
          ],
        ]
      : []),
  ];
}

export function filesTable({ result }: ReportInput, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.files,
    columns: [text(columns.file), number(columns.size), number(columns.rows), text('sha256')],
    rows: result.provenance.inputs.map(({ name, sizeBytes, rows, sha256 }) => [
      name,
      language.bytes(sizeBytes),
      language.count(rows),
      sha256 || noFigure,
    ]),
  };
}
