import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError, type HarnessError } from '../../../lib/model/errors.ts';
import { engineVersionProblem } from '../../../lib/run/engine/version.ts';
import { fakeK6, Place } from './fakes.ts';

describe('engineVersionProblem', () => {
  it.each(['2.0.0', '2.2.0', 'v2.2.0', '2.17.3', '2.3.0-rc1', '2.2.0+build.5'])('accepts %s', (version) => {
    expect(engineVersionProblem(version)).toBeUndefined();
  });

  it.each([
    ['1.8.1', /k6 1\.8\.1 is too old: caseload needs 2\.x \(1\.x has/],
    ['0.57.0', /too old/],
    ['3.0.0', /k6 3\.0\.0 is unknown to caseload, which needs 2\.x/],
    ['20.0.0', /unknown/],
    ['', /"" is not a version/],
    ['2', /"2" is not a version/],
    ['latest', /is not a version/],
  ])('refuses "%s" with the reason', (version, reason) => {
    expect(engineVersionProblem(version)).toMatch(reason);
  });
});

describe('a path that the user named', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.remove());

  const refused = async (explicitPath: string, limits = {}): Promise<string> => {
    const error = await place.find({ explicitPath, limits }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as HarnessError).hint).toBeTruthy();
    return (error as Error).message;
  };

  it('is used, and comes before everything else', async () => {
    const path = place.program('my/own-build', fakeK6('2.1.0'));
    place.program('bin/k6', fakeK6('2.2.0'));
    const env = place.env({ CASELOAD_K6: '/nowhere' });
    expect(await place.find({ explicitPath: path, env })).toEqual({ path, version: '2.1.0', source: '--k6' });
  });

  it('can come from CASELOAD_K6, which an empty word does not set', async () => {
    const path = place.program('own', fakeK6());
    const onPath = place.program('bin/k6', fakeK6());
    expect(await place.find({ env: place.env({ CASELOAD_K6: path }) })).toMatchObject({ path, source: 'CASELOAD_K6' });
    expect(await place.find({ env: place.env({ CASELOAD_K6: '' }) })).toMatchObject({ path: onPath, source: 'PATH' });
    await expect(place.find({ env: place.env({ CASELOAD_K6: '/nowhere/k6' }) })).rejects.toThrow(
      'the k6 named by CASELOAD_K6, "/nowhere/k6", does not exist',
    );
  });

  it('is refused when it is missing, empty, a directory or not executable', async () => {
    expect(await refused('/nowhere/k6')).toBe('the k6 named by --k6, "/nowhere/k6", does not exist');
    expect(await refused('')).toBe('the k6 named by --k6, "", is empty');
    expect(await refused(place.bin)).toContain('is a directory, the path of the program itself is needed');
    expect(await refused(place.program('plain', fakeK6(), 0o644))).toContain('is not executable');
    expect(await refused('/dev/null')).toContain('is not a file');
  });

  it('is refused when its version is out of range', async () => {
    const old = place.program('old', fakeK6('1.8.1'));
    expect(await refused(old)).toMatch(`the k6 named by --k6, ${old}, cannot be used: k6 1.8.1 is too old`);
    expect(await refused(place.program('new', fakeK6('3.0.0')))).toContain('k6 3.0.0 is unknown');
  });

  it.each([
    ['crashes', '#!/bin/sh\necho "boom at 0x0" >&2\nexit 3\n', /\/odd version" ended with exit code 3: boom at 0x0/],
    ['dies by a signal', '#!/bin/sh\nkill -SEGV $$\n', /was ended by SIGSEGV/],
    ['prints something else', '#!/bin/sh\necho "Terraform v1.9.0"\n', /printed "Terraform v1\.9\.0", where k6 prints/],
    ['prints nothing', '#!/bin/sh\n', /printed nothing/],
    ['is empty', '', /printed nothing/],
    ['has no interpreter', '#!/nowhere/sh\n', /could not be started \(ENOENT\)/],
  ])('is refused when the program %s', async (_what, text, reason) => {
    expect(await refused(place.program('odd', text))).toMatch(reason);
  });

  it('is refused when it hangs, though a child of it keeps the pipes open', async () => {
    const path = place.program('slow', '#!/bin/sh\n/bin/sleep 60 &\n/bin/sleep 60\n');
    const startedAtMs = Date.now();
    expect(await refused(path, { versionMs: 300 })).toContain('did not end within 0.3 s');
    expect(Date.now() - startedAtMs).toBeLessThan(1_500);
  });

  it('cannot have its answer changed by variables of the user', async () => {
    const path = place.program('k6', fakeK6('2.2.0', '[ -z "$K6_VUS" ] || exit 1'));
    expect((await place.find({ explicitPath: path, env: place.env({ K6_VUS: '3' }) })).version).toBe('2.2.0');
  });
});

describe('the remembered version', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.remove());

  const padding = `\n#${'x'.repeat(1_000_000)}\n`;
  /** The program cannot start a second time, so a second good answer must come from memory. */
  const once = (version: string, count: number) =>
    fakeK6(version, `[ -e ${place.root}/started${count} ] && exit 1; : > ${place.root}/started${count}`) + padding;

  it('spares the second start, until the file changes', async () => {
    const explicitPath = place.program('k6', once('2.2.0', 1));
    expect((await place.find({ explicitPath })).version).toBe('2.2.0');
    expect((await place.find({ explicitPath })).version).toBe('2.2.0');
    place.program('k6', once('2.1.0', 2));
    utimesSync(explicitPath, 1_000, 1_000);
    expect((await place.find({ explicitPath })).version).toBe('2.1.0');
    utimesSync(explicitPath, 2_000, 2_000);
    await expect(place.find({ explicitPath })).rejects.toThrow('ended with exit code 1');
  });

  it('is not kept for small stand-ins, which may start another k6 tomorrow', async () => {
    const version = `${place.root}/version`;
    const explicitPath = place.program('k6', `#!/bin/sh\nread v < ${version}\necho "k6 v$v (go1.26.8, linux/amd64)"\n`);
    writeFileSync(version, '2.2.0\n');
    expect((await place.find({ explicitPath })).version).toBe('2.2.0');
    writeFileSync(version, '2.1.0\n');
    expect((await place.find({ explicitPath })).version).toBe('2.1.0');
  });

  it('does without a memory that is damaged or cannot be written', async () => {
    const explicitPath = place.program('k6', fakeK6() + padding);
    mkdirSync(`${place.cache}/k6`, { recursive: true });
    writeFileSync(`${place.cache}/k6/versions.json`, '{"schemaVersion": 1, "programs": ');
    expect((await place.find({ explicitPath })).version).toBe('2.2.0');
    const env = place.env({ CASELOAD_CACHE: `${explicitPath}/not/a/folder` });
    expect((await place.find({ explicitPath, env })).version).toBe('2.2.0');
  });
});
