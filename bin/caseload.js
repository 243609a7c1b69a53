#!/usr/bin/env node
// Plain JavaScript that every Node reads: it says what is missing before anything newer is loaded. CommonJS, because
// Node's loader of modules takes as long to start as the command line itself.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`caseload needs Node 20.19 or newer, this is ${process.versions.node}\n`);
  process.exit(2);
}
if (!['linux', 'darwin'].includes(process.platform)) {
  process.stderr.write(`caseload runs on Linux and macOS, this is ${process.platform}; on Windows use WSL\n`);
  process.exit(2);
}
try {
  process.cwd();
} catch {
  process.stderr.write('caseload: the current folder does not exist any more: change to another one\n');
  process.exit(10);
}
// Until the command line catches what nobody caught: Node's own 1 would say that an objective failed.
process.once('uncaughtException', endAsBug);
start();

async function start() {
  const { file, load: evaluate } = await require('./compile.js').compiledMain();
  require('./source-lines.js').useSourceLines(file);
  const { main } = evaluate();
  process.off('uncaughtException', endAsBug);
  await main(process.argv.slice(2));
}

/** @param {unknown} error @returns {never} */
function endAsBug(error) {
  process.stderr.write(
    `caseload: a bug in caseload, please report it:\n${error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(70);
}
