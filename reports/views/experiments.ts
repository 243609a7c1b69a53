import type { Experiment } from '../../lib/model/finding.ts';
import type { RunResult } from '../../lib/model/result.ts';
import { quoteWord } from '../../lib/model/shell-quote.ts';
import { isLoopback } from '../../lib/plan/target-url.ts';
import type { Language } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';

/** A command to paste, and what it would tell. */
export interface ExperimentCommand {
  readonly why: string;
  readonly command: string;
}

/** What findings and hypotheses suggest to try next, each command once. */
export function experimentCommands(
  { result, findings, hypotheses }: ReportInput,
  language: Language,
): ExperimentCommand[] {
  const isShop = result.run.target?.kind === 'shop';
  const suggested = [
    ...findings.flatMap(({ experiments }) =>
      experiments.map(({ why, words }) => ({
        why: language.labels.prose.experimentWhy[why],
        command: commandOf(result, words, {}),
      })),
    ),
    // Knobs are of the reference shop: elsewhere the command would change nothing.
    ...hypotheses
      .filter(({ experiment }) => isShop || Object.keys(experiment.knobs).length === 0)
      .map((hypothesis) => ({
        why: language.hypothesis(hypothesis).experiment,
        command: commandOf(result, hypothesis.experiment.words, hypothesis.experiment.knobs),
      })),
  ];
  return [...new Map(suggested.reverse().map((one) => [one.command, one])).values()].reverse();
}

/** The words that send a load to a target; a host that is not this machine must be named twice. */
function targetWords(url: string): string[] {
  const { hostname } = new URL(url);
  return ['--target', url, ...(isLoopback(hostname) ? [] : ['--allow-host', hostname])];
}

/** Words of `load` as a command line, with the scenario, the profile and the target of this run where they say nothing else. */
function commandOf(result: RunResult, words: Experiment['words'], knobs: Readonly<Record<string, string>>): string {
  const {
    run: { scenario, profile, changes, target },
  } = result;
  const has = (word: string) => words.includes(word);
  const isWholeLoad = has('--stages') || has('--rate');
  // What the run itself changed is replaced, not repeated; a scale is one of this run's.
  const ownScale = Number(changes.find((change) => change.startsWith('--scale '))?.slice('--scale '.length) ?? 1);
  const scaled = words.map((word, index) =>
    words[index - 1] === '--scale' ? `${Number((Number(word) * ownScale).toFixed(6))}` : word,
  );
  const kept = changes
    .flatMap((change) => change.split(' '))
    .filter((_, index, all) => !has(all[index - (index % 2)] ?? ''));
  const own = words.indexOf('--scenario');
  const all = [
    ...(own === -1 ? ['--scenario', scenario ?? 'e2e'] : words.slice(own, own + 2)),
    ...(has('--profile') || isWholeLoad ? [] : profile === 'custom' ? [] : ['--profile', profile ?? 'case3']),
    ...(has('--profile') || isWholeLoad ? [] : kept),
    ...scaled.filter((_, index) => own === -1 || index < own || index > own + 1),
    ...(target?.kind === 'url' && target.url !== null && !has('--target') ? targetWords(target.url) : []),
  ];
  return [
    ...Object.entries(knobs).map(([name, value]) => `${name}=${value}`),
    'npm run load --',
    ...all.map(quoteWord),
  ].join(' ');
}
