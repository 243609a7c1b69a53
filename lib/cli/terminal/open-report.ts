import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import renderHtml from '../../../reports/formats/html.ts';
import { runView } from '../../../reports/views/run.ts';
import { readRun } from '../../app/read-run.ts';
import { findOnPath } from '../../run/engine/find-on-path.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { findRun } from '../../store/find-run.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';
import type { Terminal } from './terminal.ts';

/** Opens the HTML report of a run in the browser; renders it first if there is none in that language. */
export async function openReport(
  run: string,
  { runsDir, lang }: PrintOptions & { readonly runsDir: string },
  terminal: Terminal,
): Promise<void> {
  const folder = findRun(run, runsDir);
  const file = join(folder.path, 'report.html');
  if (!existsSync(file) || lang !== undefined) {
    const html = renderHtml(runView(await readRun(folder, false), languageFor(lang)));
    writeArtifact(file, html);
  }
  terminal.out(`${file}\n`);
  if (!openFile(file)) terminal.say('there is no browser here: open the file above yourself');
}

/** Whether there is a program that opens it. */
function openFile(file: string): boolean {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const hasDisplay = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay || findOnPath(opener, process.env) === undefined) return false;
  spawn(opener, [file], { detached: true, stdio: 'ignore' }).unref();
  return true;
}
