import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They wait for loads, but are short to read: vitest, which begins with large files, would end with them alone. */
const long = ['faults', 'soak', 'poisson', 'diagnose'].map((name) => `/test/e2e/${name}.test.ts`);
/** The largest file is that of the gates, which measure. */
const after = 6;

/** Lets tests that take long begin early, so that both workers have something to do until the end. */
export default class LongFilesEarly extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((file) => moduleId.endsWith(file));
    const others = sorted.filter((file) => !isLong(file));
    return [...others.slice(0, after), ...sorted.filter(isLong), ...others.slice(after)];
  }
}
