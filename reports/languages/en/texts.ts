import {
  backgroundRows,
  causes,
  endings,
  engineSources,
  environment,
  integrityChecks,
  userModes,
  workload,
} from './background.ts';
import { capacity, overload } from './capacity.ts';
import { chart, resources } from './charts.ts';
import { comparison, conditions } from './comparison.ts';
import { confirmation } from './confirmation.ts';
import { cpuProfile } from './cpu-profile.ts';
import { evidence, reasons } from './evidence.ts';
import { experiment, experimentWhy } from './experiments.ts';
import { journeyCost } from './journey-cost.ts';
import { limit } from './limit.ts';
import { github, html, prose } from './prose.ts';
import { sections } from './sections.ts';
import { soak } from './soak.ts';
import { objective, summary } from './summary.ts';
import { sweep } from './sweep.ts';
import { accounting, columns, rows } from './tables.ts';
import { status, verdict } from './verdicts.ts';
import { writing } from './writing.ts';

/** The texts of reports in English. Sentences are Handlebars templates with the helpers of ../language.ts. */
export const en = {
  ...writing,
  ...{ sections, verdict, status, summary, objective, columns, accounting, rows, backgroundRows, environment },
  ...{
    workload,
    userModes,
    integrityChecks,
    endings,
    causes,
    engineSources,
    evidence,
    reasons,
    chart,
    resources,
    html,
    github,
  },
  prose: { ...prose, experimentWhy },
  ...{
    experiment,
    comparison,
    conditions,
    capacity,
    overload,
    sweep,
    confirmation,
    soak,
    limit,
    cpuProfile,
    journeyCost,
  },
};
