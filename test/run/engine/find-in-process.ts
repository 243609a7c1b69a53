// One findEngine in a process of its own: prints the engine as JSON, and the progress to stderr.
import { findEngine } from '../../../lib/run/engine/find-engine.ts';

const engine = await findEngine({
  env: process.env,
  signal: new AbortController().signal,
  onProgress: (line) => console.error(line),
  digests: JSON.parse(process.env.DIGESTS ?? '{}') as Record<string, string>,
  platform: { os: 'linux', arch: 'x64' },
});
console.log(JSON.stringify(engine));
