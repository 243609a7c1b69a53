import { type Command, Option } from 'commander';
import { type FormatName, formatNames } from '../../../reports/formats/formats.ts';
import type { LanguageCode } from '../../model/finding.ts';
import type { RunPlan } from '../../model/plan.ts';
import { unknownName } from '../../plan/did-you-mean.ts';

/** The words of `load` and its relatives, as commander hands them over: text, unparsed. */
export interface RunOptions {
  readonly scenario?: string;
  readonly profile?: string;
  readonly stages?: string;
  readonly rate?: string;
  readonly duration?: string;
  readonly scale?: string;
  readonly startRate?: string;
  readonly warmup?: string;
  readonly vus?: string;
  readonly maxVus?: string;
  readonly users?: string;
  readonly target?: string;
  readonly header: readonly string[];
  readonly insecure?: boolean;
  readonly allowHost?: string;
  readonly record: RunPlan['record'];
  readonly objective?: readonly string[];
  readonly abortOnFail?: boolean;
  readonly baseline?: string;
  readonly baselinesDir?: string;
  readonly acrossHosts?: boolean;
  readonly strict?: boolean;
  readonly yes?: boolean;
  readonly k6?: string;
  readonly runsDir: string;
  readonly out: readonly string[];
  readonly k6Arg: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly lang?: LanguageCode;
  readonly report?: readonly FormatName[];
  readonly quiet?: boolean;
}

export const collect = (value: string, previous: readonly string[]) => [...previous, value];

/** Which scenario, which load. */
export function addLoadOptions(command: Command): Command {
  return addShapeOptions(command.option('-s, --scenario <name>', 'the journey: see `caseload list`')).option(
    '--users <how>',
    'prepared users: per-vu, per-journey, or your own JSON or CSV file',
    'per-vu',
  );
}

function addShapeOptions(command: Command): Command {
  return command
    .option('-p, --profile <name>', 'the load shape: see `caseload list`')
    .option('--objective <words>', "what the run must reach: 'order p95 < 500ms'; repeatable", collect, [])
    .option('--stages <list>', 'a ramp of your own, rate/time each: 5/10s,10/10s,20/5s')
    .option('--rate <rps>', 'journeys per second, with --duration')
    .option('--duration <time>', 'how long, such as 5m, with --rate')
    .option('--scale <factor>', 'multiply every rate')
    .option('--start-rate <rps>', "rate at the start of a ramp (k6's own default is 0)")
    .option('--warmup <time>', 'load before the measurement, in no account and no objective; 0s for none')
    .option('--vus <count>', 'exactly so many VUs')
    .option('--max-vus <count>', 'at most so many VUs (2,000)');
}

/** Where the load goes. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('-t, --target <url>', 'a service of your own instead of the reference shop')
    .option('-H, --header <line>', "sent with every request: 'X-Api-Key: …'; repeatable", collect, [])
    .option('--insecure', 'accept certificates that nobody vouches for')
    .option('--allow-host <host>', 'send load to this host, which is not this machine');
}

export const engineOption = () =>
  new Option('--k6 <path>', 'the k6 binary to use (else CASELOAD_K6, PATH, cache, download, go)');

const defaultFormats: readonly FormatName[] = ['markdown', 'html'];

/** Names of formats with commas between them; an unknown one is refused with those known. */
export function parseFormats(words: string): FormatName[] {
  return words.split(',').map((word) => {
    const name = word.trim();
    if (!isFormat(name)) throw unknownName('format', name, formatNames);
    return name;
  });
}

const isFormat = (name: string): name is FormatName => (formatNames as string[]).includes(name);

export const languageOption = () =>
  new Option('--lang <code>', 'language of the reports (else that of the environment)').choices(['en', 'ko']);

export const baselinesDirOption = () =>
  new Option('--baselines-dir <folder>', 'where baselines are kept').default('baselines');
export const acrossHostsOption = () => new Option('--across-hosts', 'compare although the hosts differ');
export const strictOption = () => new Option('--strict', 'INCONCLUSIVE ends with 5, not with 0');

/** How the run is recorded and told. */
export function addOutputOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--record <what>',
        'samples (all of them, csv.gz), journeys (samples that can be put together to journeys, a fifth more work for k6), or none',
      )
        .choices(['samples', 'journeys', 'none'])
        .default('samples'),
    )
    .option('--abort-on-fail', 'stop at the first objective that fails (from 10 s on)')
    .option('--baseline <name>', 'hold the run against a baseline: see `caseload baseline`')
    .addOption(baselinesDirOption())
    .addOption(acrossHostsOption())
    .addOption(strictOption())
    .option('--runs-dir <folder>', 'where run folders are made', 'runs')
    .option(
      '--report <formats>',
      `reports to write, with commas: ${formatNames.join(', ')}`,
      parseFormats,
      defaultFormats,
    )
    .addOption(languageOption())
    .option('--out <output>', 'one more output of k6; repeatable', collect, [])
    .option('--k6-arg <arg>', 'one more argument for `k6 run`; repeatable', collect, [])
    .addOption(engineOption())
    .option('--yes', 'yes, a load of more than 1,000,000 requests')
    .option('--dry-run', 'print the plan; start nothing, send nothing')
    .option('--json', 'print the result as one JSON document on stdout')
    .option('-q, --quiet', 'no progress');
}
