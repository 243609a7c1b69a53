/** Texts around the tables of a report. */
export const prose = {
  noFindings: 'Nothing stands out.',
  noHypotheses: 'The objectives are met, so these rates show no limit.',
  noData: 'There is not enough data to go by.',
  unfinishedRange: 'The run ended early, so it shows no rate that could be called sustainable.',
  unknownRange: 'These files do not show which rates met the objectives.',
  means: 'What it means',
  advice: 'What to do',
  speaksFor: 'Evidence for',
  speaksAgainst: 'Evidence against',
  nothingAgainst: 'nothing in this run',
  experiment: 'How to find out',
  hypothesis: 'hypothesis',
  checkFailed: 'this check failed: {{reason}}',
  limits: {
    foreign: 'caseload did not run this script. What its files do not contain is left out, never guessed.',
    noSamples: 'Without samples, there are no stages, no time series and no causes of failures.',
    perStep: 'The latency of a step only covers the journeys that reached it.',
    unfinished: 'Some requests were still open at the end: a latency marked ≥ is a lower bound.',
    oneRun:
      'This is one run. The next one will differ, and a difference between two runs may not be due to the target.',
    evenArrivals: 'k6 spaces arrivals evenly. Real users do not, and a target can take less of a random stream.',
  },
};

/** Frames of the formats. */
export const html = { about: 'Made by caseload {{version}}', skip: 'Skip to the findings' };
export const github = { folded: '… {{count lines}} more lines are in report.md' };
