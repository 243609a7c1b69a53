import type { Reporter, TestModule } from 'vitest/node';

/** Ends every test run with one plain line of counts, which CI reads in any language. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    // A module that could not be loaded has no tests to fail.
    const brokenModules = modules.filter(
      (module) =>
        module.state() === 'failed' &&
        [...module.children.allTests()].every((test) => test.result().state !== 'failed'),
    );
    const count = (state: string) => states.filter((one) => one === state).length;
    const failed = count('failed') + brokenModules.length + errors.length;
    process.stdout.write(`\n${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped\n`);
  }
}
