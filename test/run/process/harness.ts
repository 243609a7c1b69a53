// Stands in for caseload: starts a shell command as a child, makes a temporary folder, says so, and waits to be killed.
import { startChild } from '../../../lib/run/process/child-process.ts';
import { makeTemporaryFolder } from '../../../lib/run/process/temporary-folder.ts';

const folder = makeTemporaryFolder('harness-');
startChild('sh', ['-c', process.argv[2] ?? 'true'], { stdio: 'ignore', keepsBackground: true });
console.log(folder);
setInterval(() => {}, 60_000);
