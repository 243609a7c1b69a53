import type * as en from '../en/prose.ts';
import type { Widened } from '../labels.ts';

export const prose = {
  noFindings: '특이 사항이 없습니다.',
  noHypotheses: '목표를 모두 충족했으므로 이 도착률에서는 한계가 드러나지 않습니다.',
  noData: '판단할 근거가 부족합니다.',
  unfinishedRange: '실행이 일찍 끝나 지속 가능하다고 할 도착률을 알 수 없습니다.',
  unknownRange: '이 파일만으로는 어느 도착률까지 목표를 충족했는지 알 수 없습니다.',
  means: '의미',
  advice: '권장 조치',
  speaksFor: '뒷받침하는 근거',
  speaksAgainst: '반대되는 근거',
  nothingAgainst: '이 실행에는 없음',
  experiment: '확인 방법',
  hypothesis: '가설',
  checkFailed: '이 점검이 실패했습니다: {{reason}}',
  limits: {
    foreign: 'caseload가 실행하지 않은 스크립트입니다. 파일에 없는 것은 추측하지 않고 비워 둡니다.',
    noSamples: '표본이 없으므로 부하 구간별 수치, 시간에 따른 변화, 실패의 원인을 알 수 없습니다.',
    perStep: '단계의 지연 시간은 그 단계에 도달한 여정만의 값입니다.',
    unfinished: '끝날 때까지 응답이 없던 요청이 있습니다. ≥ 표시가 있는 지연 시간은 하한입니다.',
    oneRun: '한 번의 실행 결과입니다. 다시 실행하면 값이 달라지며, 두 실행의 차이가 곧 대상의 차이는 아닙니다.',
    evenArrivals:
      'k6는 도착 간격을 고르게 둡니다. 실제 사용자는 그렇지 않으며, 도착이 무작위이면 대상이 감당하는 부하는 더 적습니다.',
  },
} satisfies Widened<typeof en.prose>;

export const html = {
  about: 'caseload {{version}} 버전으로 만든 보고서',
  skip: '발견 사항으로 건너뛰기',
} satisfies Widened<typeof en.html>;

export const github = { folded: '… 나머지 {{count lines}}줄은 report.md에 있습니다' } satisfies Widened<
  typeof en.github
>;
