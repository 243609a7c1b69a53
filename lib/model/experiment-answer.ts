import type { Calibration } from './calibration.ts';
import type { Capacity } from './capacity.ts';
import type { Comparison } from './comparison.ts';
import type { Confirmation } from './confirmation.ts';
import type { Overload } from './overload.ts';
import type { Sweep } from './sweep.ts';
import type { Verdict } from './verdict.ts';

/** What an experiment came to: the document of its kind (a comparison for a gate, and so on), and a gate's verdict. */
export interface ExperimentAnswer {
  readonly comparison?: Comparison | undefined;
  readonly calibration?: Calibration | undefined;
  readonly capacity?: Capacity | undefined;
  readonly overload?: Overload | undefined;
  readonly sweep?: Sweep | undefined;
  readonly confirmation?: Confirmation | undefined;
  readonly verdict?: Verdict | undefined;
}
