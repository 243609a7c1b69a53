import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { isPortFree } from '../run/process/free-port.ts';
import { fileError } from '../store/artifacts.ts';
import { type ProjectFacts, projectFiles } from './project-files.ts';

/** Where services listen while they are developed. */
const developmentPorts = [3000, 8080, 8000, 5000, 4000, 3001];
const ignored = 'runs/';

/** Writes what a project begins with; files that are there stay as they are. Gives the paths of what was written. */
export async function initProject(folder: string): Promise<readonly string[]> {
  const files = projectFiles(await factsOf(folder));
  const written = Object.entries(files).filter(([path, text]) => writeNew(join(folder, path), text));
  return [...written.map(([path]) => path), ...(ignoreRuns(join(folder, '.gitignore')) ? ['.gitignore'] : [])];
}

/** Writes a file that must not be there yet. */
export function createFile(file: string, text: string): void {
  if (!writeNew(file, text)) throw new UsageError(`${file} exists already`, { hint: 'choose another name' });
}

function writeNew(file: string, text: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && syscall === 'open') return false;
    throw fileError(`cannot write ${file}`, file, error);
  }
}

function ignoreRuns(file: string): boolean {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text.split('\n').some((line) => /^\/?runs\/?$/.test(line.trim()))) return false;
  try {
    writeFileSync(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${ignored}\n`);
    return true;
  } catch (error) {
    throw fileError(`cannot write ${file}`, file, error);
  }
}

/** What can be found out, so that nobody is asked. */
async function factsOf(folder: string): Promise<ProjectFacts> {
  const taken = await Promise.all(developmentPorts.map(async (port) => !(await isPortFree(port))));
  const { scripts = {} } = readJson(join(folder, 'package.json')) as { scripts?: Record<string, string> };
  return {
    port: developmentPorts.find((_, index) => taken[index]),
    start: 'start' in scripts ? 'npm start' : undefined,
    path: firstPath(readJson(join(folder, 'openapi.json'))) ?? '/',
  };
}

/** A path of an OpenAPI description that needs nothing to be asked. */
function firstPath(description: object): string | undefined {
  const { paths = {} } = description as { paths?: Record<string, { get?: { parameters?: { required?: boolean }[] } }> };
  return Object.entries(paths).find(
    ([path, { get }]) => get !== undefined && !path.includes('{') && !get.parameters?.some(({ required }) => required),
  )?.[0];
}

/** An empty object where there is no such file, or none of JSON. */
function readJson(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
