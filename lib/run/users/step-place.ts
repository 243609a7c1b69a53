import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const importedFile = /\b(?:from|import)\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** Where a step is defined, `file:line`: the scenario's file or one that it imports; undefined if it is not found. */
export function placeOfStep(scenarioFile: string, step: string): string | undefined {
  const files = new Set([scenarioFile]);
  for (const file of files) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const line = text.split('\n').findIndex((one) => namesStep(one, step));
    if (line !== -1) return `${file}:${line + 1}`;
    for (const [, path = ''] of text.matchAll(importedFile)) files.add(join(dirname(file), path));
  }
  return undefined;
}

const namesStep = (line: string, step: string): boolean => {
  const [, name] = /\bname:\s*['"`]([^'"`]*)['"`]/.exec(line) ?? [];
  return name === step;
};
