import type { Reporter, TestModule } from 'vitest/node';

/** Ends every test run with one plain line of counts, which CI reads in any language, and names what needed two tries. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    // A module that could not be loaded has no tests to fail.
    const brokenModules = modules.filter(
      (module) =>
        module.state() === 'failed' &&
        [...module.children.allTests()].every((test) => test.result().state !== 'failed'),
    );
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const failed = count('failed') + brokenModules.length + errors.length;
    for (const test of tests.filter((one) => one.diagnostic()?.flaky)) {
      const why = test.result().errors?.[0]?.message.split('\n')[0] ?? '';
      process.stdout.write(`\nat the second try: ${test.module.relativeModuleId} > ${test.fullName}: ${why}`);
    }
    process.stdout.write(`\n${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped\n`);
  }
}
