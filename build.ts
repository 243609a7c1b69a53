// Bundles every scenario × profile to dist/: `npm run build`, with the options of `caseload build --help`.
import { main } from './lib/cli/main.ts';

await main(['build', ...process.argv.slice(2)]);
