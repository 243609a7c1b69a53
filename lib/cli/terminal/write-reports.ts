import { join } from 'node:path';
import type { Document } from '../../../reports/document.ts';
import { type FormatName, formats, renderAs } from '../../../reports/formats/formats.ts';
import { writeArtifact } from '../../store/artifacts.ts';

/** Writes a document into a folder in each of the formats; the names of the files. */
export async function writeReports(
  document: Document,
  names: readonly FormatName[],
  folder: string,
): Promise<readonly string[]> {
  for (const name of names) writeArtifact(join(folder, formats[name].file), await renderAs(name, document));
  return names.map((name) => formats[name].file);
}
