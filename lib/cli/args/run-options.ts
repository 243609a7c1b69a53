import { Option } from 'commander';
import { type FormatName, formatNames } from '../../../reports/formats/formats.ts';
import type { LanguageCode } from '../../model/finding.ts';
import type { LoadChanges, RecordMode } from '../../model/run-request.ts';
import { unknownName } from '../../plan/did-you-mean.ts';
import { inProject } from '../../store/own-folder.ts';
import { grouped } from './option-group.ts';
import type { OwnService } from './own-service.ts';

/** The options of a run, as commander hands them over: text, unparsed. */
export interface RunOptions {
  readonly scenario?: string;
  readonly profile?: string;
  readonly stages?: string;
  readonly rate?: string;
  readonly duration?: string;
  readonly scale?: string;
  readonly startRate?: string;
  readonly warmup?: string;
  readonly arrivals?: NonNullable<LoadChanges['arrivals']>;
  readonly vus?: string;
  readonly maxVus?: string;
  readonly users?: string;
  readonly target?: string;
  readonly header: readonly string[];
  readonly insecure?: boolean;
  readonly allowHost?: string;
  readonly attach?: boolean;
  readonly dbUrl?: string;
  readonly metricsUrl?: string;
  readonly cpuProfile?: boolean;
  readonly setting?: readonly string[];
  readonly record?: RecordMode;
  readonly trace?: boolean;
  readonly objective?: readonly string[];
  readonly abortOnFail?: boolean;
  readonly yes?: boolean;
  readonly k6?: string;
  readonly out?: readonly string[];
  readonly k6Arg?: readonly string[];
  readonly note?: string;
  /** Of the configuration: the target where the options name none. */
  readonly ownService?: OwnService;
}

const option = (flags: string, text: string) => new Option(flags, text);
export const repeatable = (flags: string, text: string) =>
  option(flags, `${text}; repeatable`)
    .argParser((value: string, previous: readonly string[]) => [...previous, value])
    .default([]);

export const scenarioOption = (text = 'the journey: see `caseload list`') => option('-s, --scenario <name>', text);
export const profileOption = (text = 'the load shape: see `caseload list`') => option('-p, --profile <name>', text);

export const arrivalsOption = () =>
  option(
    '--arrivals <how>',
    'even (the default), or poisson: journeys start at random, as those of many users do',
  ).choices(['even', 'poisson']);

/** Which scenario, which load. */
export const loadOptions = (): readonly Option[] => [
  scenarioOption(),
  profileOption(),
  option('--rate <rps>', 'journeys per second, with --duration'),
  option('--duration <time>', 'how long, such as 5m or 4h, with --rate'),
  ...grouped('load', [
    option('--stages <list>', 'your own ramp, as rate/time: 5/10s,10/10s,20/5s'),
    option('--scale <factor>', 'multiply every rate, or the VUs of a closed load'),
    option('--start-rate <rps>', "rate at the start of a ramp (k6's own default is 0)"),
    option('--warmup <time>', 'load before the measurement that is not counted; 0s for none'),
    arrivalsOption(),
    option('--vus <count>', 'exact number of VUs'),
    option('--max-vus <count>', 'maximum number of VUs (default: 2,000)'),
    option('--users <how>', 'test users: per-vu, per-journey, or your own JSON or CSV file').default('per-vu'),
  ]),
  ...grouped('judgement', [repeatable('--objective <text>', "what the run must achieve: 'order p95 < 500ms'")]),
];

/** Where the load goes. */
export const targetOptions = (): readonly Option[] => [
  option('-t, --target <url>', 'your own service instead of the reference shop'),
  ...grouped('target', [
    repeatable('-H, --header <line>', "sent with every request: 'X-Api-Key: …'"),
    option('--insecure', 'accept TLS certificates that cannot be verified'),
    option('--allow-host <host>', 'allow load on this host, although it is not this machine'),
  ]),
];

/** What of the target is looked into while the load runs. */
export const watchOptions = (): readonly Option[] =>
  grouped('watch', [
    option(
      '--attach',
      'look into its Node.js process on this host, by the inspector (default: if caseload started it)',
    ),
    option('--no-attach', 'do not look into its process'),
    option('--cpu-profile', 'take a CPU profile of its process during the load'),
    option('--metrics-url <url>', 'its metrics in Prometheus’s format: a path such as /metrics, or an address'),
    option('--db-url <url>', `its PostgreSQL, to see what waits there: '\${DATABASE_URL}'`),
  ]);

export const engineOption = () =>
  option('--k6 <path>', 'the k6 binary to use (else CASELOAD_K6, PATH, cache, download, go)');

/** How k6 runs and what it records. */
export const generatorOptions = (): readonly Option[] =>
  grouped('k6', [
    option(
      '--record <what>',
      'samples (every sample, csv.gz), journeys (samples with the key of their journey: ' +
        'a fifth more work for k6), or none',
    )
      .choices(['samples', 'journeys', 'none'])
      .default('samples'),
    repeatable('--out <output>', 'additional k6 output'),
    repeatable('--k6-arg <arg>', 'additional argument for `k6 run`'),
    engineOption(),
    option('--yes', 'confirm a load of more than 1,000,000 requests'),
  ]);

/**
 * Names of formats, separated by commas. Throws a UsageError that lists the known ones.
 * @internal Tested by itself.
 */
export function parseFormats(text: string): FormatName[] {
  return text.split(',').map((part) => {
    const name = part.trim();
    if (!isFormat(name)) throw unknownName('format', name, formatNames);
    return name;
  });
}

const isFormat = (name: string): name is FormatName => (formatNames as string[]).includes(name);

/** How a command prints what it found. */
export interface PrintOptions {
  readonly json?: boolean;
  readonly lang?: LanguageCode;
  readonly report?: readonly FormatName[];
}

const defaultFormats: readonly FormatName[] = ['markdown', 'html'];

const reportOption = () =>
  option('--report <formats>', `reports to write, separated by commas: ${formatNames.join(', ')}`)
    .argParser(parseFormats)
    .default(defaultFormats, defaultFormats.join(','));

export const languageOption = () =>
  option('--lang <code>', 'language of the reports (default: that of the environment)').choices(['en', 'ko']);
export const jsonOption = (text = 'print one JSON document') => option('--json', text);
export const quietOption = () => option('-q, --quiet', 'print no progress');
export const runsDirOption = () => option('--runs-dir <folder>', 'folder of the runs').default(inProject('runs'));

/** Where runs are kept, which reports are made, and what is on the screen. */
export const outputOptions = (): readonly Option[] => [
  ...grouped('report', [runsDirOption(), reportOption(), languageOption()]),
  ...grouped('screen', [jsonOption('print the result as one JSON document on stdout'), quietOption()]),
];

/** What the commands of experiments have in common, after the options of their load. */
export const experimentOptions = (): readonly Option[] => [
  ...targetOptions(),
  ...watchOptions(),
  ...generatorOptions(),
  ...outputOptions(),
];
