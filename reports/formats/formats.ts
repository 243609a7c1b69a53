/** The formats of reports by their names on the command line, and the file of each in a run folder. */
export const formatFiles = {
  terminal: 'report.txt',
  markdown: 'report.md',
  html: 'report.html',
  junit: 'junit.xml',
  json: 'report.json',
  github: 'github.md',
  csv: 'stages.csv',
} as const;

export type FormatName = keyof typeof formatFiles;

export const formatNames = Object.keys(formatFiles) as FormatName[];
