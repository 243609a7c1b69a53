import { jsonText } from '../../lib/model/json-text.ts';
import type { Document } from '../document.ts';

/** The documents of which a report is made, as one JSON document; sentences are in the chosen language. */
export default function renderJson({ data, language }: Document): string {
  return `${jsonText({ schemaVersion: 3, language: language.code, ...data })}\n`;
}
