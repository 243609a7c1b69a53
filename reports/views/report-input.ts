export type { JudgedRun as ReportInput } from '../../lib/model/judged-run.ts';
