/** The background of the figures: where, with what and under which load they were measured. */
export const backgroundRows = {
  run: 'run',
  generator: 'generator',
  host: 'host',
  system: 'system',
  versions: 'versions',
  target: 'target',
  settings: 'settings',
  git: 'git',
  journey: 'journey',
  profile: 'profile',
  users: 'test users',
  pauses: 'pauses',
  warmUp: 'warm-up',
};

export const environment = {
  run:
    '{{#if runId}}{{runId}}, {{/if}}{{#if startedAt}}started {{startedAt}}{{#if tookMs}}, {{/if}}{{/if}}' +
    '{{#if tookMs}}took {{duration tookMs}}{{/if}}',
  generator:
    '{{#if vus}}{{n vus "VU" "VUs"}} allocated before the load; {{/if}}{{#if timeoutMs}}request timeout ' +
    '{{duration timeoutMs}}, gracefulStop {{duration graceMs}}; {{/if}}{{#if cores}}k6 used {{cores meanCores}} of ' +
    '{{cores cores}} cores; {{/if}}figures from {{source}}',
  samples: 'all samples',
  histogram: 'all samples, latencies to 0.1 %',
  summary: "k6's summary, no samples",
  none: 'nothing (no samples, no summary)',
  host: '{{cpuModel}}, {{n cpuCount "CPU" "CPUs"}}, {{count memoryMiB}} MiB',
  shop: 'the reference shop',
  sameHost: '{{target}}, on the same host as k6',
  versions:
    'caseload {{caseload}}, k6 {{k6}} ({{source}}), Node {{node}}{{#if database}}, PostgreSQL {{database}}{{/if}}',
  dirty: '{{commit}}, with uncommitted changes',
};

export const workload = {
  journey:
    '{{#list steps ordered=true}}{{name}}{{/list}}{{#unless isList}} (in the order that run() decides){{/unless}}',
  load:
    '{{n scheduled "journey" "journeys"}} in {{duration durationMs}}, peak {{rps peakRps}}, ' +
    '{{#if isPoisson}}Poisson arrivals, {{/if}}{{executor}}',
  pauses: 'up to {{duration pausesMs}} in a journey, in no latency and not in flight',
  closed: '{{executor}}, {{duration durationMs}} at most',
  warmUp: '{{rps rateRps}} for {{duration durationMs}} before the load, not counted',
  users: '{{count count}} prepared before the load, {{mode}}',
};

/** How test users are assigned, by the mode of a plan. */
export const userModes: Readonly<Record<string, string>> = {
  'per-vu': 'one for each VU',
  'per-journey': 'one for each journey',
  file: "from the user's file",
};

/** Texts of stored documents by their pattern: what the tool wrote in English, and what a report says instead. */
export type Rewording = readonly (readonly [pattern: RegExp, text: string])[];

/** The data checks of the reference shop, how a run ended and why a request failed are already in English. */
export const integrityChecks: Readonly<Record<string, string>> = {};
export const endings: Rewording = [];
export const engineSources: Rewording = [];
export const causes: Rewording = [[/^body$/, 'unexpected body']];
