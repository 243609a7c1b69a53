import type { RunResult } from '../model/result.ts';
import type { Figures } from './figures.ts';
import { mismatchOf } from './mismatch.ts';
import { otherMetricsOf } from './other-metrics.ts';
import type { RunArtifacts, RunFiles } from './run-artifacts.ts';
import type { RunSubject } from './run-context.ts';

/** Where the figures of a run come from, and what is wrong with its files. */
export const provenanceOf = (
  subject: RunSubject,
  files: RunFiles,
  { samples, summary, log }: RunArtifacts,
  figures: Figures,
): RunResult['provenance'] => ({
  ...figures.provenance,
  recorded: subject.recorded,
  isTruncated: subject.recorded !== 'none' && files.samples.length > 0 && !samples?.isWhole,
  malformedRows: samples?.malformed ?? 0,
  otherMetrics: samples?.otherMetrics ?? otherMetricsOf(summary),
  hasSummary: summary !== undefined,
  ...(subject.isSamplesOnly && { isSamplesOnly: true }),
  isSummaryExport: summary?.isExport ?? false,
  mismatch: mismatchOf(summary, samples, subject),
  log,
  inputs: [...(samples?.inputs ?? []), ...(summary ? [summary.input] : [])],
});
