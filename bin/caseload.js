#!/usr/bin/env node
// Plain JavaScript that every Node reads: it says what is missing before anything newer is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`caseload needs Node 20.19 or newer, this is ${process.versions.node}\n`);
  process.exit(2);
}
if (!['linux', 'darwin'].includes(process.platform)) {
  process.stderr.write(`caseload runs on Linux and macOS, this is ${process.platform}; on Windows use WSL\n`);
  process.exit(2);
}
const { compiledMain } = await import('./compile.js');
const { useSourceLines } = await import('./source-lines.js');
const url = await compiledMain();
useSourceLines(url);
const { main } = await import(url);
await main(process.argv.slice(2));
