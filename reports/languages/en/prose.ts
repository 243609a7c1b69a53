/** What a report says around its tables. */
export const prose = {
  noFindings: 'Nothing stands out.',
  noHypotheses: 'The objectives are met: these rates show no limit.',
  noData: 'There is not enough to go by.',
  unknownRange: 'These files do not say which rates met the objectives.',
  means: 'What it means',
  advice: 'What to improve',
  speaksFor: 'for',
  speaksAgainst: 'against',
  nothingAgainst: 'nothing in this run',
  experiment: 'To find out',
  hypothesis: 'hypothesis',
  checkFailed: 'this check failed: {{reason}}',
  limits: {
    foreign: 'caseload did not run this script: what its files do not hold is left out, never guessed.',
    noSamples: 'Without samples there are no stages, no time series and no causes of failures.',
    perStep: 'Latency of a step covers only the journeys that reached it.',
    unfinished: 'Some requests were still open at the end: a latency marked ≥ is a lower bound.',
    oneRun: 'This is one run. The next will differ, and a difference between two runs need not be the target.',
    evenArrivals: 'k6 spaces arrivals evenly. Real users do not: a target takes less of a random stream.',
  },
};

/** Frames of the formats. */
export const html = { about: 'Made by caseload {{version}}', skip: 'Skip to the findings' };
export const github = { folded: '… {{count lines}} more lines are in report.md' };
