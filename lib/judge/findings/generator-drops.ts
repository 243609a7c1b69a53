import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

const invalidShare = 0.05;
const suspectShare = 0.01;

export default defineFinding({
  id: 'generator-drops',
  check: 'V01',
  needs: ['accounting', 'series', 'load', 'run', 'latency'],
  judge: ({ accounting, series: { stages }, load, run: { ending }, latency: { journeys: journeyLatency } }) => {
    const { scheduled, started, dropped, droppedByTarget } = accounting;
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    if (scheduled === null) {
      if (!dropped) return dropped === null ? notApplicable('no-schedule') : passes;
      const others = started ?? journeyLatency?.n ?? 0;
      const ratio = dropped / (dropped + others);
      return {
        // No objective of such a run knows of what never ran.
        status: statusOf(ratio),
        variant: 'no-schedule',
        values: { drops: dropped, others, ratio },
        evidence: [{ name: 'dropped', value: ratio, unit: 'ratio', n: dropped + others, limit: suspectShare }],
      };
    }
    const neverStarted = scheduled - (started ?? scheduled);
    if (load?.virtualUsers == null || droppedByTarget === null || dropped === null) {
      if (neverStarted <= 0) return passes;
      return {
        status: neverStarted > suspectShare * scheduled ? 'suspect' : 'note',
        variant: 'unknown',
        values: { neverStarted, scheduled },
        evidence: [{ name: 'neverStarted', value: neverStarted, unit: 'count', n: scheduled }],
      };
    }
    const drops = dropped - droppedByTarget;
    const evidence = [
      {
        name: 'droppedByGenerator',
        value: drops / scheduled,
        unit: 'ratio' as const,
        n: scheduled,
        limit: suspectShare,
      },
    ];
    if (drops === 0) return { status: 'pass', evidence };
    // Steps take no time and have no journeys; a report numbers the others. Where it is not known in which stage
    // journeys were dropped, it may have been any.
    const loaded = stages.filter(({ shape }) => shape !== 'step');
    const share = (stage: (typeof stages)[number]) =>
      (stage.droppedByGenerator ?? drops) / Math.max(1, stage.scheduled);
    const invalidStages = loaded.filter((stage) => share(stage) > invalidShare);
    const known = invalidStages.filter(({ droppedByGenerator }) => droppedByGenerator !== null);
    const inInvalid = invalidStages.reduce((sum, stage) => sum + stage.scheduled, 0);
    return {
      status:
        inInvalid > invalidShare * scheduled
          ? 'invalid'
          : loaded.some((stage) => share(stage) > suspectShare)
            ? 'suspect'
            : 'note',
      variant: 'generator',
      values: { drops, scheduled, stages: known.map((stage) => ({ stage: loaded.indexOf(stage) + 1 })) },
      evidence,
    };
  },
});

const statusOf = (ratio: number) => (ratio > invalidShare ? 'invalid' : ratio > suspectShare ? 'suspect' : 'note');
