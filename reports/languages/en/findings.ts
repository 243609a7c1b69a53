import type { FindingId } from '../../../lib/judge/findings/all.ts';
import type { FindingTexts } from '../finding-texts.ts';

/** The rate or the ramp that missed the objectives first. */
const missedStage =
  '{{#if missedIsRamp}}the ramp from {{rps missedFrom}} to {{rps missedTo}}{{else}}{{rps missedTo}}{{/if}}';
const failuresByStep =
  '{{#list failures}}{{count failed}} of {{n attempted "attempt" "attempts"}} at {{step}} ({{percent ratio}}){{/list}}';

export const findings = {
  'broken-integrity': {
    title: "The target's data is consistent after the load",
    what: "The target's data is not consistent after the load: {{#list broken}}{{name}} is {{count actual}}, should be {{count expected}}{{/list}}",
    why: 'A target that loses or doubles updates under load is broken, however fast it answers.',
    advice: 'Look at the transactions and locks of the steps involved.',
  },
  'failing-step': {
    title: 'No step fails more than the others',
    what: {
      named:
        '{{step}} had the most failures: {{count failed}} of its {{n attempted "attempt" "attempts"}} ({{percent ratio}}) failed, against {{count othersFailed}} of {{count othersAttempted}} at the other steps{{#if causes}} ({{#list causes}}{{count count}} × {{cause}}{{/list}}){{/if}}{{#if hasLater}}; later steps never saw these journeys{{/if}}',
      spread: `Failures are spread over the steps: ${failuresByStep}; no step has more than chance explains`,
      unclear: `${failuresByStep} failed; {{#if isTimed}}they are too few, or too close together in time, to show{{else}}without their times it is not known{{/if}} whether one step fails more than the others`,
    },
    why: 'A step that fails more than the others is where to look first; failures alike at all steps point to what they share.',
    advice: {
      named: 'Look for the limit at {{step}} first.',
      spread: 'Look at what all steps share: the host, the network, a proxy, the database.',
      unclear: 'Run it longer, with samples, before you look for the fault in one step.',
    },
  },
  'censored-latency': {
    title: 'No latency was cut at the timeout',
    what: '{{count timeouts}} of {{n n "request" "requests"}} ({{percent ratio}}) ended at the timeout{{#if timeoutMs}} of {{duration timeoutMs}}{{/if}}',
    why: 'They would have taken longer: percentiles that they reach are lower bounds (≥), and rise with the timeout.',
    advice: 'Read such percentiles as "at least"; find the rate at which nothing times out.',
  },
  'coarse-stamps': {
    title: 'Samples have fine enough timestamps',
    what: 'The timestamps of the samples are whole seconds',
    why: 'When a request began is known to a second only: windows, stages and journeys in flight are as coarse.',
    advice: 'Record with K6_CSV_TIME_FORMAT=unix_micro.',
  },
  'coordinated-omission': {
    title: 'Latency is measured whatever the target does',
    what: {
      dropped:
        '{{n dropped "journey" "journeys"}} of {{count scheduled}} ({{percent ratio}}) never started, so that their latency is in no percentile{{#if charged}}; with one slow request for each of them, at least {{percent charged}} of the requests are above {{exactMs limitMs}}{{/if}}',
      closed:
        'The load is closed ({{executor}}): a slow target is given less work, and the time that work waits is not measured',
    },
    why: 'Percentiles leave out the moments in which the target was at its worst (coordinated omission).',
    advice: {
      dropped:
        'Read the percentiles as those of the journeys that started; success is counted of all scheduled journeys.',
      closed: 'Use an open model (arrival rates) wherever latency is judged.',
    },
  },
  'cost-by-step': {
    title: 'How much time each step takes',
    what: 'Of the time that requests took, {{#list costs}}{{percent share}} went to {{step}} (mean {{ms meanMs}}, {{n n "request" "requests"}}){{/list}}',
    why: 'Making the step faster that takes most time helps most; a cheap one cannot save much.',
    advice: 'Load {{step}} alone to see how long it takes without the others.',
  },
  'data-reuse': {
    title: 'No test user was shared',
    what: {
      duplicates:
        '{{n duplicates "test user is" "test users are"}} more than once among the {{count count}} of the file',
      conflicts:
        '{{count conflicts}} of {{n attempted "attempt" "attempts"}} at {{step}} were answered with 409 (conflict)',
    },
    why: 'Two journeys of one user meet in caches, locks and conflicts that two users would not share.',
    advice: {
      duplicates: 'Give each row of the file a user of its own.',
      conflicts: 'See whether e-mail addresses or idempotency keys repeat: journey.id is unique over all runs.',
    },
  },
  'empty-threshold': {
    title: 'No threshold of k6 passed without data',
    what: 'k6 passed {{#list empty}}{{metric}} {{expression}}{{/list}} although there is no sample of {{plural count "it" "them"}}',
    why: 'In k6 a threshold passes on a metric without a sample: a misspelt tag, or a step that nobody reached, is green.',
    advice:
      'Look at the metric\'s name and tags; pair each limit with a minimum count, as in http_reqs{…}: ["count>=1"].',
  },
  'engine-trouble': {
    title: 'k6 could run the load',
    what: 'The load could not be run: {{detail}}',
    why: 'What was planned is not in the figures, or only a part of it.',
    advice: {
      'not-started': 'Correct that and repeat the run; no load was sent.',
      failed: 'What k6 said is in k6.log in the run folder. See also: caseload doctor',
    },
  },
  'fast-failures': {
    title: 'Failures do not make latency look better',
    what: {
      faster:
        '{{count failed}} of {{n n "request" "requests"}} ({{percent ratio}}) failed, and failed fast: their median is {{ms failedP50Ms}}, that of the others {{ms okP50Ms}}',
      all: 'All {{n n "request" "requests"}} failed{{#if hasMedian}} (median {{ms failedP50Ms}}){{/if}}',
    },
    why: 'Refused connections and quick errors count as fast requests (a refused one takes 0 ms in k6), so that the percentiles and rates of all requests flatter the target.',
    advice: 'Judge latency by the successful requests, and failures by an objective of their own.',
  },
  'generator-drops': {
    title: 'The planned load was offered',
    what: {
      generator:
        'The generator dropped {{count drops}} of {{n scheduled "scheduled journey" "scheduled journeys"}} while VUs were free{{#if stages}} (above 5 % in stage {{#list stages}}{{stage}}{{/list}}){{/if}}',
      unknown:
        '{{n neverStarted "journey" "journeys"}} of {{count scheduled}} scheduled never started; these files do not show whether all VUs were busy or the generator was late',
      'no-schedule':
        'k6 dropped {{n drops "iteration" "iterations"}} and ran {{count others}} ({{percent ratio}} dropped); these files do not show why',
    },
    why: 'Those journeys never reached the target: the load was lighter than planned, often when the target was slowest.',
    advice: {
      generator: 'Give k6 more CPU, or run it on a host of its own; close what else is running.',
      unknown: 'Run it with caseload load, or pass the samples, which show why.',
      'no-schedule': 'Allocate more VUs before the load (preAllocatedVUs), and see whether the drops go away.',
    },
  },
  'generator-saturated': {
    title: 'The generator kept up',
    what: {
      cpu: 'k6 used {{cores usedCores}} of {{cores cores}} CPU cores ({{percent ratio}}) {{#if stage}}in the busiest moment of stage {{count stage}}{{else}}on average{{/if}}',
      late: 'Journeys began later than planned: one in a hundred by {{ms p99Ms}} or more ({{ms maxMs}} at most, {{n n "journey" "journeys"}})',
    },
    why: 'A generator without spare CPU sends late and measures its own waiting as latency of the target.',
    advice: 'Run k6 on a host of its own, or with fewer journeys a second; keep a fifth of its CPU free.',
  },
  'growing-backlog': {
    title: 'No backlog grows within a plateau',
    what: 'The backlog grew: {{#list growing}}on the plateau of {{rps rateRps}} the journeys in flight went from {{count from}} to {{count to}} in {{duration durationMs}}{{/list}}',
    why: 'The target takes less than it is given, so that there is no steady state: every percentile depends on how long the load went on.',
    advice: 'Do not quote the latency of such a stage; the target sustains less than this rate.',
  },
  'incomparable-baseline': {
    title: 'The baseline is of the same load on the same kind of host',
    what: 'The baseline was made under other conditions: {{#list differences}}{{name}} was {{a}}, is {{b}}{{/list}}',
    why: 'A difference in the load, the host or the tools would look like one of the target.',
    advice: 'Make a baseline under these conditions, or compare both in one gate: caseload gate.',
  },
  'unfinished-journeys': {
    title: 'No journey was unfinished at the end',
    what: '{{count unfinished}} of {{n started "started journey" "started journeys"}} {{plural unfinished "was" "were"}} unfinished {{duration graceMs}} after the last arrival{{#if where}}: {{#list where}}{{count count}} in {{step}}{{/list}}{{/if}}',
    why: 'They count as failed journeys. Their open requests took at least as long as they had been open: percentiles that they reach are lower bounds (≥).',
    advice:
      'Use a lower rate to measure latency; raise the rate step by step to find where journeys begin to be unfinished.',
  },
  'log-messages': {
    title: 'k6 logged no errors or warnings',
    what: 'k6 logged {{n errors "error" "errors"}}{{#if hasWarnings}} and {{n warnings "warning" "warnings"}}{{/if}}, most often: {{text}} ({{count count}} ×)',
    why: 'What k6 logs is not always in its figures or its exit code.',
    advice: 'Read k6.log in the run folder.',
  },
  'malformed-rows': {
    title: 'Every row of the samples can be read',
    what: '{{n malformed "row" "rows"}} of the samples could not be read and {{plural malformed "was" "were"}} left out',
    why: 'What they held is in no figure, and what damaged them may have damaged more.',
    advice: 'Look at the file; a full disk or an interrupted copy are the usual causes.',
  },
  'mismatched-files': {
    title: 'Summary and samples are of one run',
    what: "k6's summary has {{count inSummary}} {{metric}}, the samples have {{count inSamples}}",
    why: 'They are of two runs, or one of them is not complete: figures of both must not stand in one report.',
    advice: 'Name the summary and the samples of the same run.',
  },
  'missing-summary': {
    title: 'k6 wrote its summary',
    what: 'k6 ended normally but wrote no summary',
    why: "k6 exits 0 even when handleSummary fails; its thresholds cannot be compared with the samples'.",
    advice: 'Look at k6.log in the run folder, and see whether the disk is full.',
  },
  'no-samples': {
    title: 'There is something to judge',
    what: {
      counted:
        '{{n started "journey" "journeys"}} started{{#if hasCount}} and {{n requests "request was" "requests were"}} answered or failed{{/if}}',
      unknown: 'There is not one request in the figures',
      'no-http':
        'These files hold no HTTP requests; the run is judged by what they do hold{{#if checks}}: {{n checks "check" "checks"}}{{#if iterations}} in {{n iterations "iteration" "iterations"}}{{/if}}{{/if}}',
    },
    why: 'Without requests there is no HTTP latency to report, and k6 passes every threshold on it.',
    advice: {
      counted: 'Look at what k6 said, and try one journey with: caseload try',
      unknown: 'See whether the files are of the run you mean, and whether its script sent anything.',
      'no-http': 'Ask for what such a script has: thresholds of k6 on its own metrics, and checks.',
    },
  },
  'noisy-host': {
    title: 'No other machine took CPU away',
    what: "Other virtual machines took {{percent steal}} of this host's CPU time",
    why: 'What they take differs from run to run: latencies rise with it, through no fault of the target.',
    advice: 'Repeat it when the host is quiet, or compare only alternating runs.',
  },
  'objective-margin': {
    title: 'Objectives are met or missed by a margin',
    what: '{{#list narrow}}{{objectiveText this}} {{#if isMet}}is met{{else}}is missed{{/if}} at {{#if isLatency}}{{msBeside value limit}}{{else}}{{percentBeside value limit}}{{/if}}{{#if hasInterval}}, but the limit lies within its 95 % interval ({{#if isLatency}}{{ms low}} to {{ms high}}{{else}}{{percent low}} to {{percent high}}{{/if}}, {{count blocks}} time blocks){{else}}, within {{percent margin}} of the limit{{/if}}{{/list}}',
    why: 'The next run may well fall on the other side.',
    advice: 'Repeat the run, or run it longer, before you rely on this verdict.',
  },
  'objective-without-data': {
    title: 'Every objective has data',
    what: '{{#list lacking}}{{objectiveText this}} has {{n n "sample" "samples"}} and needs {{count needed}}{{/list}}',
    why: 'An objective without data is unknown, and no pass.',
    advice: 'Run longer or at a higher rate; where a step was not reached at all, look at the steps before it.',
  },
  'rate-denominator': {
    title: 'Rates are of the time in which load was offered',
    what: "k6's own rates divide by {{duration durationMs}}, its whole run; load was offered for {{duration loadMs}} of it",
    why: 'A rate over start, end and waiting is lower than what the target was given at any time.',
    advice: 'Take rates from the stages, not from the summary of k6.',
  },
  'run-cut-short': {
    title: 'The run was not cut short',
    what: {
      stopped: 'The run was stopped by you after {{count after}} of {{count of}} s',
      cut: 'The run was cut short: {{detail}}',
    },
    why: 'The rest of the planned load did not take place; a part of a ramp has other figures than the whole.',
    advice: 'Run it again to the end.',
  },
  'same-host': {
    title: 'Generator and target have hosts of their own',
    what: 'k6 and the target shared the cores of one host',
    why: 'They take CPU from each other: the figures are of both, and a target with a host of its own would do better.',
    advice:
      'For absolute figures run the target elsewhere: --target URL --allow-host HOST. To compare versions on one host it does no harm.',
  },
  'script-exceptions': {
    title: 'The script threw no exception',
    what: {
      counted:
        '{{count exceptions}} of {{n started "started journey" "started journeys"}} ended in an exception of the script',
      logged:
        'k6 logged {{n exceptions "exception" "exceptions"}} of the script{{#if ended}} in {{n ended "iteration" "iterations"}}{{/if}}',
    },
    why: 'k6 counts such an iteration as complete and exits 0; the load was not the planned one.',
    advice: 'The stack is in the log of k6; correct the script.',
  },
  'selection-in-latency': {
    title: 'Journeys that got through are like those that did not',
    what: 'Journeys that reached {{last}} were faster before: {{#list selected}}at {{step}} they took {{ms reachedMs}} (median of {{count reached}}), the others {{ms lostMs}} (of {{count lost}}){{/list}}',
    why: 'Faster journeys get through more often: the latency of later steps is theirs, and a best case.',
    advice: 'Do not add up the percentiles of the steps to one of the journey.',
  },
  'small-sample': {
    title: 'Percentiles have enough samples',
    what: '{{#list small}}{{objectiveText this}} rests on {{n n "sample" "samples"}}, of which {{count beyond}} {{plural beyond "lies" "lie"}} beyond the percentile{{/list}}',
    why: 'With fewer than 10 samples beyond it, a percentile may be off by more than half of the tail.',
    advice: 'Run longer, or at a higher rate.',
  },
  'summary-export-shape': {
    title: 'Thresholds in the summary mean what they say',
    what: 'The summary was written by --summary-export, where a threshold is true when it failed{{#if crossed}}: here {{#list crossed}}{{metric}} {{expression}}{{/list}}{{/if}}',
    why: 'Read as it stands, each failed threshold would be a pass. This report reads it as k6 means it. Likewise the passes of http_req_failed are the failed requests.',
    advice: 'Write the summary in handleSummary() instead: return { "summary.json": JSON.stringify(data) }.',
  },
  survivorship: {
    title: 'The last step is not judged by the journeys that reached it alone',
    what: '{{step}} succeeded in {{count succeeded}} of {{n attempted "attempt" "attempts"}} ({{percent ofAttempted}}), but only {{count ok}} of {{n scheduled "scheduled journey" "scheduled journeys"}} ({{percent ofScheduled}}) succeeded{{#if lost}}: {{#list lost}}{{#if at}}{{count count}} failed or {{plural count "was" "were"}} unfinished at {{at}}{{else}}{{count count}} never started{{/if}}{{/list}}{{/if}}',
    why: 'The rate of a step is of the journeys that reached it: those dropped or failed before are not in it, and the load that the step saw was lighter.',
    advice: {
      several:
        'Judge by the success of all scheduled journeys. To put the whole load on {{step}}, use a scenario of that step alone with prepared users.',
      single: 'Judge by the success of all scheduled journeys.',
    },
  },
  'sustainable-range': {
    title: 'Which of the rates tried met the objectives',
    what: {
      plateau: `Of the rates tried, {{rps rateRps}} met the objectives on a plateau{{#if hasMissed}}; the first that did not was ${missedStage}{{/if}}`,
      whole: `Indicative only: the run as a whole met the objectives, at rates up to {{rps rateRps}}; without samples its stages cannot be told apart{{#unless hasPlateau}}, and no steady rate was tested{{/unless}}`,
      ramp: `Indicative only: the objectives were met while ramping to {{rps rateRps}} (mean of that stage {{rps meanRps}}){{#if hasMissed}}, and not at ${missedStage}{{/if}}; {{#if hasPlateau}}no plateau is shown to have met them{{else}}no steady rate was tested{{/if}}`,
      none: `No stage is shown to have met the objectives: the first that missed them was ${missedStage}{{#unless hasPlateau}}; no steady rate was tested{{/unless}}`,
      later: `The first stage, ${missedStage}, missed the objectives although a later one met them: no rate can be called sustainable{{#unless hasPlateau}}; no steady rate was tested{{/unless}}`,
      unproven: `The first stage that missed the objectives was ${missedStage}; those before it are not shown to have met them{{#unless hasPlateau}}; no steady rate was tested{{/unless}}`,
    },
    why: 'Only a rate that was steady for some time can be called sustainable; a ramp shows where to look, because its figures hold the backlog of the rates before.',
    advice: {
      plateau: 'Run the rate for five minutes before you call it sustainable.',
      whole: 'Record samples, and run a steady rate for five minutes before you call it sustainable.',
      ramp: 'Run the rate for five minutes before you call it sustainable.',
      none: 'Start with a lower rate.',
      later: 'Repeat it with a warm-up, and with plateaus long enough to settle.',
      unproven: 'Run the lower rates longer, until their stages have enough samples.',
    },
  },
  'target-died': {
    title: 'The target was alive at the end',
    what: 'The target died during the run: {{detail}}',
    why: 'A target that does not outlive its load has failed; the rest of the load was not sent.',
    advice: 'Look for the cause in the log of the target; what was recorded until then is kept.',
  },
  'users-waiting-for-target': {
    title: 'There was a VU for each journey',
    what: {
      chosen:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, because all {{n vus "VU was" "VUs were"}} busy: fewer were asked for than the {{count needed}} that this load needs',
      pauses:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, because all {{n vus "VU was" "VUs were"}} busy or in a pause of the script: this load needs {{count needed}}',
      target:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, because all {{n vus "VU was" "VUs were"}} waiting for the target',
    },
    why: 'They count as failed journeys, though no request of theirs is in any latency or error figure. Each VU performs one journey at a time.',
    advice: {
      chosen: 'Leave --vus and --max-vus out, or set --vus {{needed}}, and see whether the journeys start.',
      pauses: 'Set --vus {{needed}}: how long run() pauses is not known before the run.',
      target:
        'Find the rate that the target sustains with a lower --scale, or raise --max-vus to see how deep its queue gets.',
    },
  },
  'threshold-disagreement': {
    title: "k6's thresholds and the samples agree",
    what: '{{#list differing}}{{metric}} {{expression}} {{#if isOk}}passes{{else}}fails{{/if}} in k6 and {{#if holds}}passes{{else}}fails{{/if}} by the samples{{/list}}',
    why: 'Both are computed from the same samples: one of them did not see them all.',
    advice: 'Compare summary.json with samples.csv.gz in the run folder.',
  },
  'truncated-samples': {
    title: 'The samples are complete',
    what: '{{file}} is missing or ends in the middle',
    why: 'Samples are missing, most likely the latest.',
    advice: 'See whether the disk is full, and run it again.',
  },
  'inconsistent-accounting': {
    title: 'Every scheduled journey is accounted for',
    what: {
      missing:
        'The accounting of journeys is not consistent: of {{n scheduled "scheduled journey" "scheduled journeys"}}, {{count difference}} neither started nor {{plural difference "was" "were"}} dropped',
      unseen:
        'Of {{n scheduled "scheduled journey" "scheduled journeys"}}, {{count difference}} neither ended nor {{plural difference "was" "were"}} dropped: they were unfinished, or the stages that were named are not those of these files',
      surplus:
        'The accounting of journeys is not consistent: {{n scheduled "journey was" "journeys were"}} scheduled, and {{count difference}} more than that started or were dropped',
    },
    why: 'Each scheduled journey should be started or dropped; what is missing may be what went wrong.',
    advice: {
      missing: 'Look at k6.log in the run folder; a generator short of CPU is the usual cause.',
      unseen: 'Check that --stages (or --profile) is the load of this run.',
      surplus: 'Look at k6.log in the run folder, and check that the files are of one run, and of this load.',
    },
  },
  'unknown-integrity': {
    title: 'The data integrity of the target was checked',
    what: 'The target did not say whether its data is consistent: {{trouble}}',
    why: 'Fast answers are worth nothing if updates got lost, and here nobody knows.',
    advice: 'See whether the target and its database are still alive, or use a lower rate.',
  },
  'warm-up-included': {
    title: 'No warm-up is in the figures',
    what: 'Latency settles only {{duration cutMs}} into the plateau of {{rps rateRps}}: it starts at {{ms firstMs}} and goes on at {{ms restMs}} (geometric means)',
    why: 'The figures mix a cold target with a warm one (connections, caches, JIT), so that they fit neither.',
    advice: 'Put a long enough warm-up before the load: --warmup {{warmUp}}.',
  },
  'zero-failures': {
    title: 'No failure at all is not read as zero',
    what: '{{#list claims}}{{objectiveText this}} saw no failure in {{n n "trial" "trials"}}; the true ratio could be as high as {{percent bound}}, more than the {{exactPercent allowed}} that it allows{{/list}}',
    why: 'Zero failures of n trials are compatible with a rate of about 3/n (95 %), and with more where requests depend on each other.',
    advice: 'Read it as "at most", and run long enough to show what the objective asks for.',
  },
} satisfies Record<FindingId, FindingTexts>;
