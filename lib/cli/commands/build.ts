import { Option } from 'commander';
import { exitCodes } from '../../model/exit-codes.ts';
import { printable } from '../../model/printable.ts';
import { profileOption, scenarioOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

interface BuildOptions {
  readonly scenario?: string;
  readonly profile?: string;
  readonly outDir: string;
  readonly sourceMap?: boolean;
  readonly minify?: boolean;
}

export default defineCommand<BuildOptions>({
  name: 'build',
  summary: 'bundle every scenario × profile to dist/<scenario>.<profile>.js',
  examples: ['caseload build', 'caseload build --scenario e2e --profile case3 --source-map'],
  options: [
    scenarioOption('this scenario only'),
    profileOption('this profile only'),
    new Option('--out-dir <folder>', 'folder for the scripts').default('dist'),
    new Option('--source-map', 'add an inline source map'),
    new Option('--minify', 'minify the scripts'),
  ],
  async run({ options, terminal }) {
    const { buildScripts } = await import('../../app/build-scripts.ts');
    const { sourceMap = false, minify = false } = options;
    const troubles = await buildScripts({ ...options, sourceMap, minify }, ({ file, sizeBytes, warning }) => {
      if (warning !== undefined) terminal.warn(warning);
      terminal.out(`${file}  ${sizeBytes.toLocaleString('en')} bytes\n`);
    });
    for (const line of troubles) terminal.warn(printable(line));
    return troubles.length === 0 ? exitCodes.pass : exitCodes.usage;
  },
});
