import type { FindingId } from '../../../lib/judge/findings/all.ts';
import type { FindingTexts } from '../finding-texts.ts';

export const findings = {
  'broken-integrity': {
    title: "The target's books add up after the load",
    what: "The target's books do not add up after the load: {{#list broken}}{{name}} is {{count actual}}, should be {{count expected}}{{/list}}",
    why: 'A target that loses or doubles updates under load is broken, however fast it answers.',
    advice: 'Look at the transactions and locks of the steps involved.',
  },
  'failing-step': {
    title: 'No step loses journeys',
    what: '{{step}} is the step that broke: {{#if lost}}{{count lost}} of its {{n attempted "attempt" "attempts"}} ({{percent ratio}}) failed{{#if causes}} ({{#list causes}}{{count count}} × {{cause}}{{/list}}){{/if}}{{#if unfinished}}, and {{count unfinished}} more were cut off in it{{/if}}{{else}}{{n unfinished "journey was" "journeys were"}} cut off in it{{/if}}{{#if share}}; that is {{percent share}} of all scheduled journeys{{/if}}',
    why: 'Later steps never saw these journeys, so that their own figures are better than the whole.',
    advice: 'Look for the limit there first; try the step alone at the same rate.',
  },
  'censored-latency': {
    title: 'No latency was cut at the timeout',
    what: '{{count timeouts}} of {{n n "request" "requests"}} ({{percent ratio}}) ended at the timeout{{#if timeoutMs}} of {{duration timeoutMs}}{{/if}}',
    why: 'Their latency would have been longer: percentiles that reach them are lower bounds (≥), and raising the timeout would raise them.',
    advice: 'Read such percentiles as "at least"; find the rate at which nothing times out.',
  },
  'coarse-stamps': {
    title: 'Samples are stamped finely enough',
    what: 'The samples are stamped in whole seconds',
    why: 'When a request began is known to a second only: windows, stages and journeys in flight are as coarse.',
    advice: 'Record with K6_CSV_TIME_FORMAT=unix_micro.',
  },
  'coordinated-omission': {
    title: 'Latency is measured whatever the target does',
    what: {
      dropped:
        '{{n dropped "journey" "journeys"}} of {{count scheduled}} ({{percent ratio}}) never started, so that no latency of theirs is in any percentile{{#if charged}}; with them counted as over the limit, {{percent charged}} of all are over it{{/if}}',
      closed: 'The load is closed ({{executor}}): a slow target is given less work, and its waiting is not measured',
    },
    why: 'Percentiles miss exactly the moments in which the target was at its worst (coordinated omission).',
    advice: {
      dropped:
        'Read the percentiles as those of the journeys that got through, and judge by the journeys of all scheduled.',
      closed: 'Use an open model (arrival rates) wherever latency is judged.',
    },
  },
  'cost-by-step': {
    title: 'Which step costs how much',
    what: 'Of the time that requests took, {{#list costs}}{{percent share}} went to {{step}} (mean {{ms meanMs}}, {{count n}} requests){{/list}}',
    why: 'What is to become faster is the step that costs most; a cheap one cannot save much.',
    advice: 'Load {{step}} alone to see what it costs without the others.',
  },
  'data-reuse': {
    title: 'No customer stood for two',
    what: {
      duplicates:
        '{{n duplicates "customer stands" "customers stand"}} more than once among the {{count count}} of the file',
      conflicts:
        '{{count conflicts}} of {{n attempted "attempt" "attempts"}} at {{step}} were answered with 409 (conflict)',
    },
    why: 'Two journeys of one customer meet in caches, locks and conflicts that two customers would not share.',
    advice: {
      duplicates: 'Give each row of the file a customer of its own.',
      conflicts: 'See whether e-mail addresses or idempotency keys repeat: journey.id is unique over all runs.',
    },
  },
  'empty-threshold': {
    title: 'No threshold of k6 passed without data',
    what: 'k6 let {{#list empty}}{{metric}} {{expression}}{{/list}} pass although no sample of {{plural count "it" "them"}} exists',
    why: 'In k6 a threshold holds on a metric that saw no sample: a tag that is misspelt, or a step that nobody reached, is a green gate.',
    advice:
      'Look at the metric\'s name and tags; pair each limit with a minimum count, as in http_reqs{…}: ["count>=1"].',
  },
  'engine-trouble': {
    title: 'k6 could carry the load out',
    what: 'The load could not be carried out: {{detail}}',
    why: 'What was planned is not in the figures, or a part of it only.',
    advice: {
      'not-started': 'Correct that and repeat the run; no load was sent.',
      broke: 'The words of k6 are in k6.log in the run folder. See also: caseload doctor',
    },
  },
  'fast-failures': {
    title: 'Failures do not make latency look better',
    what: {
      faster:
        '{{count failed}} of {{n n "request" "requests"}} ({{percent ratio}}) failed, and failed fast: half of them within {{ms failedP50Ms}}, where half of the others took up to {{ms okP50Ms}}',
      all: 'All {{n n "request" "requests"}} failed, half of them within {{ms failedP50Ms}}',
    },
    why: 'Refused connections and quick errors count as fast requests (k6 gives a refused one 0 ms), so that percentiles and rates of all requests flatter the target.',
    advice: 'Judge latency by the successful requests, and failures by their own objective.',
  },
  'generator-drops': {
    title: 'The load that was planned was offered',
    what: {
      generator:
        'The generator dropped {{count drops}} of {{n scheduled "scheduled journey" "scheduled journeys"}} while VUs were free{{#if stages}} (above 5 % in stage {{#list stages}}{{stage}}{{/list}}){{/if}}',
      unknown:
        '{{n neverStarted "journey" "journeys"}} of {{count scheduled}} scheduled never started, and these files do not tell whether the target held every VU or the generator did not get to them',
      'no-schedule':
        'k6 dropped {{n drops "iteration" "iterations"}} beside {{count others}} that it ran, and these files do not tell why',
    },
    why: 'Those journeys never reached the target: the load was lighter than planned, and the moments that were left out are often the worst.',
    advice: {
      generator: 'Give k6 more CPU, or run it on a host of its own; close what else is running.',
      unknown: 'Run it with caseload load, or pass the samples: they tell whose fault it was.',
      'no-schedule': 'Allocate more VUs before the load (preAllocatedVUs), and see whether the drops go away.',
    },
  },
  'generator-saturated': {
    title: 'The generator kept up',
    what: {
      cpu: 'k6 used {{cores meanCores}} of {{cores cores}} CPU cores on average ({{percent ratio}})',
      late: 'Journeys began later than due: by {{ms p99Ms}} or more in one of a hundred ({{ms maxMs}} at most, {{count n}} journeys)',
    },
    why: 'A generator without CPU sends late and measures its own waiting as latency of the target.',
    advice: 'Run k6 on a host of its own, or with fewer journeys a second; keep a fifth of its CPU free.',
  },
  'growing-backlog': {
    title: 'No backlog grows within a plateau',
    what: 'The backlog grew: {{#list growing}}on the plateau of {{rps rateRps}} the journeys in flight went from {{count from}} to {{count to}} in {{duration durationMs}}{{/list}}',
    why: 'The target takes less than it is given, so that there is no steady state: every percentile depends on how long the load went on.',
    advice: 'Do not read the latency of such a stage; the target holds less than this rate.',
  },
  'incomparable-baseline': {
    title: 'The baseline is of the same load on the same kind of host',
    what: 'The baseline was made under other conditions: {{#list differences}}{{name}} was {{a}}, is {{b}}{{/list}}',
    why: 'A difference in the load, the host or the tools would be taken for one of the target.',
    advice: 'Make a baseline under these conditions, or compare both in one gate: caseload gate.',
  },
  'unfinished-journeys': {
    title: 'No journey was cut off at the end',
    what: '{{count unfinished}} of {{n started "started journey" "started journeys"}} {{plural unfinished "was" "were"}} still open {{duration graceMs}} after the last arrival and {{plural unfinished "was" "were"}} cut off{{#if where}}: {{#list where}}{{count count}} in {{step}}{{/list}}{{/if}}',
    why: 'k6 drops the open requests of such journeys: the slowest ones are in no percentile, so that the real ones are higher. They count as failed journeys here.',
    advice:
      'Read the latencies as lower bounds; use a lower rate to measure latency, or a longer load to see where it settles.',
  },
  'log-messages': {
    title: 'k6 complained of nothing',
    what: {
      both: 'k6 logged {{n errors "error" "errors"}} and {{n warnings "warning" "warnings"}}, most often: {{text}} ({{count count}} ×)',
      errors: 'k6 logged {{n errors "error" "errors"}}, most often: {{text}} ({{count count}} ×)',
    },
    why: 'What k6 complains of is not always in its figures or its exit code.',
    advice: 'Read k6.log in the run folder.',
  },
  'malformed-rows': {
    title: 'Every row of the samples makes sense',
    what: '{{n malformed "row" "rows"}} of the samples make no sense and were left out',
    why: 'What they held is in no figure, and what damaged them may have damaged more.',
    advice: 'Look at the file; a disk that was full or a copy that was cut off are the usual causes.',
  },
  'mismatched-files': {
    title: 'Summary and samples are of one run',
    what: "k6's summary has {{count inSummary}} {{metric}}, the samples have {{count inSamples}}",
    why: 'They are of two runs, or one of them is not whole: figures of both must not stand in one report.',
    advice: 'Name the summary and the samples of the same run.',
  },
  'missing-summary': {
    title: 'k6 wrote its summary',
    what: 'k6 ended in good order but wrote no summary',
    why: "k6 exits 0 even when handleSummary fails; its thresholds cannot be held against the samples'.",
    advice: 'Look at k6.log in the run folder, and see whether the disk is full.',
  },
  'no-samples': {
    title: 'There is something to judge',
    what: {
      counted:
        '{{n started "journey" "journeys"}} started and {{n requests "request was" "requests were"}} answered or failed',
      unknown: 'Not one request is in the figures',
    },
    why: 'A run without samples says nothing, and k6 lets every threshold on it pass.',
    advice: 'Look at what k6 said, and try one journey with: caseload try',
  },
  'noisy-host': {
    title: 'No other machine took CPU away',
    what: "Other virtual machines took {{percent steal}} of this host's CPU time",
    why: 'What they take differs from run to run: latencies rise with it, through no fault of the target.',
    advice: 'Repeat it when the host is quiet, or compare only runs that alternate.',
  },
  'objective-margin': {
    title: 'Objectives are met or missed by a margin',
    what: '{{#list narrow}}{{objectiveText this}} {{#if isMet}}is met{{else}}is missed{{/if}} at {{#if isLatency}}{{msBeside value limit}}{{else}}{{percentBeside value limit}}{{/if}}{{#if hasInterval}}, but its 95 % interval ({{#if isLatency}}{{ms low}} to {{ms high}}{{else}}{{percent low}} to {{percent high}}{{/if}}, {{count blocks}} time blocks) holds the limit, too{{else}}, within {{percent margin}} of the limit{{/if}}{{/list}}',
    why: 'The next run may well fall on the other side.',
    advice: 'Repeat the run, or run it longer, before anything is built on this verdict.',
  },
  'objective-without-data': {
    title: 'Every objective has data',
    what: '{{#list lacking}}{{objectiveText this}} has {{n n "sample" "samples"}} and needs {{count needed}}{{/list}}',
    why: 'An objective that nobody reached is not met: it is unknown, and no pass.',
    advice: 'Run longer or at a higher rate; where a step was not reached at all, look at the steps before it.',
  },
  'rate-denominator': {
    title: 'Rates are of the time in which load was offered',
    what: "k6's own rates divide by {{duration durationMs}}, its whole run; load was offered for {{duration loadMs}} of it",
    why: 'A rate over ramp-up, drain and waiting is lower than what the target was given at any time.',
    advice: 'Take rates from the stages, not from the summary of k6.',
  },
  'run-cut-short': {
    title: 'The run was not cut short',
    what: 'The run was cut short: {{detail}}',
    why: 'The load that was planned did not take place; a part of a ramp has other figures than the whole.',
    advice: 'Run it again to the end.',
  },
  'same-host': {
    title: 'Generator and target have hosts of their own',
    what: 'k6 and the target shared the cores of one host',
    why: 'They take CPU from each other: the figures are of the pair, and a target of its own would do better.',
    advice:
      'For absolute figures run the target elsewhere: --target URL --allow-host HOST. To compare versions on one host it does no harm.',
  },
  'script-exceptions': {
    title: 'The script threw no exception',
    what: {
      counted:
        '{{count exceptions}} of {{n started "started journey" "started journeys"}} ended in an exception of the script',
      logged: 'The log of k6 has {{n exceptions "exception" "exceptions"}} of the script',
    },
    why: 'k6 counts such an iteration as complete and exits 0; the load was not the one that was planned.',
    advice: 'The stack is in k6.log in the run folder; mend the scenario.',
  },
  'selection-in-latency': {
    title: 'Those who got through are like those who did not',
    what: 'Journeys that reached {{last}} were the quicker ones: {{#list selected}}at {{step}} they took {{ms reachedMs}} (median of {{count reached}}), the others {{ms lostMs}} (of {{count lost}}){{/list}}',
    why: 'The quicker journeys are the ones that get through: the latency of later steps is that of a chosen few, and a best case.',
    advice: 'Do not add up the percentiles of the steps to one of the journey.',
  },
  'small-sample': {
    title: 'Percentiles stand on enough samples',
    what: '{{#list small}}{{objectiveText this}} rests on {{n n "sample" "samples"}}, of which {{count beyond}} {{plural beyond "lies" "lie"}} beyond the percentile{{/list}}',
    why: 'With fewer than 10 samples beyond it, a percentile may be off by more than half of the tail.',
    advice: 'Run longer, or at a higher rate.',
  },
  'summary-export-shape': {
    title: 'The summary says what its words say',
    what: 'The summary was written by --summary-export, where a threshold is true when it failed{{#if crossed}}: here {{#list crossed}}{{metric}} {{expression}}{{/list}}{{/if}}',
    why: 'Read the other way round, as any other tool would, each failed threshold is a pass. Here it is read as k6 means it. Likewise the passes of http_req_failed are the failed requests.',
    advice: 'Write the summary in handleSummary() instead: return { "summary.json": JSON.stringify(data) }.',
  },
  survivorship: {
    title: 'The last step is not judged by its survivors',
    what: '{{step}} succeeded in {{count succeeded}} of {{n attempted "attempt" "attempts"}} ({{percent ofAttempted}}), but only {{count ok}} of {{n scheduled "scheduled journey" "scheduled journeys"}} ({{percent ofScheduled}}) succeeded{{#if lost}}: {{#list lost}}{{#if at}}{{count count}} ended at {{at}}{{else}}{{count count}} never started{{/if}}{{/list}}{{/if}}',
    why: 'The rate of a step is that of the survivors: who was dropped or failed before it is not in its denominator, and the load that it saw was lighter.',
    advice: {
      alone:
        'Judge by the journeys of all scheduled. To load {{step}} alone, use a scenario with customers made beforehand (order-only, charge-only).',
      single: 'Judge by the journeys of all scheduled.',
    },
  },
  'sustainable-range': {
    title: 'Which of the rates tried held',
    what: {
      plateau:
        'Of the rates tried, {{rps rateRps}} held on a plateau{{#if hasBroke}}; the first that did not was {{#if brokeIsRamp}}the ramp from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}{{rps brokeTo}}{{/if}}{{/if}}',
      ramp: 'Indicative only: the objectives held while ramping to {{rps rateRps}} (mean of that stage {{rps meanRps}}){{#if hasBroke}}, and no longer {{#if brokeIsRamp}}while ramping from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}at {{rps brokeTo}}{{/if}}{{/if}}; no plateau held',
      none: 'Not even the first stage held: {{#if brokeIsRamp}}the ramp from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}{{rps brokeTo}}{{/if}}',
      unproven:
        'No stage has the samples to show that it held; the first that did not was {{#if brokeIsRamp}}the ramp from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}{{rps brokeTo}}{{/if}}',
    },
    why: 'Only a rate that held for some time is sustainable: what a ramp passed through says where to look, because the backlog of the rates before and after is in its figures.',
    advice: {
      plateau: 'Hold the rate for five minutes before you call it sustainable.',
      ramp: 'Hold the rate for five minutes before you call it sustainable.',
      none: 'Start lower: what it holds is below all that was tried.',
      unproven: 'Hold the lower rates longer, until their stages have enough samples.',
    },
  },
  'target-died': {
    title: 'The target lived to the end',
    what: 'The target died during the run: {{detail}}',
    why: 'What was measured after that is the speed of refused connections.',
    advice: 'Look for the cause in the log of the target; what was recorded until then is kept.',
  },
  'users-waiting-for-target': {
    title: 'There was a VU for each journey',
    what: {
      chosen:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, because all {{n vus "VU was" "VUs were"}} busy: so many were asked for, where the plan would take {{count wanted}}',
      target:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, because all {{n vus "VU was" "VUs were"}} waiting for the target',
    },
    why: 'These are failed journeys, though no request of theirs shows up in any latency or error figure. Each VU holds one journey at a time.',
    advice: {
      chosen:
        'With so few VUs the generator may be the limit, not the target: leave --vus and --max-vus out, and see whether the journeys start.',
      target:
        'Find the rate that the target holds with a lower --scale, or raise --max-vus to see how deep its queue gets.',
    },
  },
  'threshold-disagreement': {
    title: "k6's thresholds and the samples agree",
    what: '{{#list differing}}k6 says that {{metric}} {{expression}} {{#if isOk}}holds{{else}}does not hold{{/if}}, the samples say that it {{#if holds}}does{{else}}does not{{/if}}{{/list}}',
    why: 'Both are computed from the same samples: one of them did not see them all.',
    advice: 'Compare summary.json with samples.csv.gz in the run folder.',
  },
  'truncated-samples': {
    title: 'The samples are whole',
    what: '{{file}} is missing or ends in the middle',
    why: 'Samples are missing, most likely the latest.',
    advice: 'See whether the disk is full, and run it again.',
  },
  'inconsistent-accounting': {
    title: 'Every scheduled journey is accounted for',
    what: {
      missing:
        'The books do not balance: {{n scheduled "journey was" "journeys were"}} scheduled, {{count difference}} of them {{plural difference "is" "are"}} in no account',
      surplus:
        'The books do not balance: {{n scheduled "journey was" "journeys were"}} scheduled, and {{count difference}} more than that {{plural difference "is" "are"}} in the accounts',
    },
    why: 'Each scheduled journey should be started or dropped; what is missing may be what went wrong.',
    advice: 'Look at k6.log in the run folder; a generator short of CPU is the usual cause.',
  },
  'unknown-integrity': {
    title: 'The target told its books',
    what: 'The target did not say whether its books add up: {{trouble}}',
    why: 'Fast answers are worth nothing if updates got lost on the way, and here nobody knows.',
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
    what: '{{#list claims}}{{objectiveText this}} saw no failure in {{n n "trial" "trials"}}, which leaves up to {{percent bound}} open, more than the {{exactPercent allowed}} that it allows{{/list}}',
    why: 'Zero failures of n trials are compatible with a rate of about 3/n (95 %), and with more where requests depend on each other.',
    advice: 'Read it as "at most", and run long enough to show what the objective asks for.',
  },
} satisfies Record<FindingId, FindingTexts>;
