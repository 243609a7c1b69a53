import { Option } from 'commander';
import { type FormatName, formatNames } from '../../../reports/formats/formats.ts';

/** Which document is made of a report, and where it goes. */
export interface FormatOptions {
  readonly format: FormatName;
  /** A file, or `-` for stdout. */
  readonly output: string;
}

export const formatOptions = (): Option[] => [
  new Option('-f, --format <format>', 'format of the report').choices(formatNames).default('terminal'),
  new Option('-o, --output <file>', 'file to write; - is stdout').default('-'),
];
