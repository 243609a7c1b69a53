import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import renderHtml from '../../../reports/formats/html.ts';
import { findOnPath } from '../../run/engine/find-on-path.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { storedReport } from './print-stored.ts';
import type { Terminal } from './terminal.ts';

/**
 * Opens the HTML report of a run or an experiment in the browser; renders it first if there is none in that language.
 */
export async function openReport(
  name: string,
  { runsDir, lang }: PrintOptions & { readonly runsDir: string },
  terminal: Terminal,
): Promise<void> {
  const { document, path } = await storedReport(name, { runsDir, ...(lang && { lang }) });
  const file = join(path, 'report.html');
  if (!existsSync(file) || lang !== undefined) writeArtifact(file, renderHtml(document));
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
