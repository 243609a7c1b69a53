import type { Document } from '../document.ts';

/** The documents of which a report is made, as one JSON document; sentences are in the chosen language. */
export default function renderJson({ data, language }: Document): string {
  return `${JSON.stringify({ schemaVersion: 3, language: language.code, ...data }, null, 2)}\n`;
}
