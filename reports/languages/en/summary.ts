/** The first lines of a report, for a busy reader. Sentences without their full stop. */
export const summary = {
  met: 'Every objective is met',
  missed: 'Not met: {{#list objectives}}{{objective}} ({{value}}){{/list}}',
  warned: 'Not met, only a warning: {{#list objectives}}{{objective}} ({{value}}){{/list}}',
  lacking: 'Not enough data for {{#list objectives}}{{objective}}{{/list}}',
  open: 'Not decided, because the run ended early: {{#list objectives}}{{objective}}{{/list}}',
  notJudged: 'This run is INVALID, so no objective counts as met',
  noObjectives: 'No objectives were set, so there is nothing to pass',
  journeys: '{{count ok}} of {{n scheduled "scheduled journey" "scheduled journeys"}} succeeded ({{percent ratio}})',
  startedJourneys: '{{count ok}} of {{n started "started journey" "started journeys"}} succeeded ({{percent ratio}})',
  neverStarted:
    '{{count count}} ({{percent ratio}}) never started{{#if derived}}: ' +
    'the schedule of {{profile}} minus the attempts ' +
    'at {{step}}, if none was left unfinished{{/if}}',
  lost: '{{#list steps}}{{count count}} ({{percent ratio}}) failed at {{step}}{{/list}}',
  unfinished: '{{count count}} ({{percent ratio}}) {{plural count "was" "were"}} unfinished when the run ended',
  survivors:
    '{{metric}} {{percent ratio}} is a share of the {{n attempted "attempt" "attempts"}}, ' +
    'not of the {{count scheduled}} scheduled journeys',
  requests: '{{n n "request" "requests"}}{{#if failed}}, {{failed}} failed{{/if}}{{#if p95}}, p95 {{p95}}{{/if}}',
  sameHost: 'k6 and the target shared one host',
};

/** Objectives in words; a helper fills in the terms behind the limit. */
export const objective = {
  latency: '{{#if step}}{{step}} {{/if}}p({{percentile}}) < {{exactMs limit}}',
  'journey-latency': 'journey p({{percentile}}) < {{exactMs limit}}',
  'failed-requests': '{{#if step}}{{step}} {{/if}}failed requests < {{exactPercent limit}}',
  'step-success': '{{metric}} > {{exactPercent limit}} (of attempted)',
  'journey-success':
    'journey success > {{exactPercent limit}} ({{#if ofStarted}}of started{{else}}of scheduled{{/if}})',
  'journey-cost':
    'journey {{#if isCount}}statements ≤ {{number limit}}{{else}}{{#if isTarget}}target{{else}}database{{/if}} CPU ≤ ' +
    '{{exactMs limit}}{{/if}}',
  threshold: '{{metric}} {{expression}}',
  terms: '{{#if stage}} in stage {{stage}}{{/if}}{{#if isWarning}} (warns){{/if}}{{#if owner}} · {{owner}}{{/if}}',
  needs: '{{n n "sample" "samples"}}, needs {{count needed}}',
  noValue: 'no data',
};
