import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { exitCodes } from '../../lib/model/exit-codes.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { fakeTerminal } from './fake-terminal.ts';

/** A command line in this process: its exit code and what it printed. */
export async function run(...args: readonly string[]) {
  const terminal = fakeTerminal();
  const code = await runCommand(args, terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

/**
 * That a command ended as the verdict in this folder says. The services of these tests are in this process, which a busy
 * machine may hold up for longer than an objective of latency allows: an objective may be missed.
 */
export function expectStoredEnd(code: number, folder: string): void {
  const { exitCode } = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8')) as Verdict;
  expect([exitCodes.pass, exitCodes.objectiveFailed]).toContain(exitCode);
  expect(code).toBe(exitCode);
}
