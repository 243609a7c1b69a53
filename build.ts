// Bundles every scenario × profile to dist/: `npm run build`, or with words of `caseload build --help`.
import { main } from './lib/cli/main.ts';

await main(['build', ...process.argv.slice(2)]);
