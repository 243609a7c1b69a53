import type * as en from '../en/background.ts';
import type { Widened } from '../labels.ts';

export const backgroundRows = {
  run: '실행',
  generator: '부하 생성기',
  host: '호스트',
  system: '시스템',
  versions: '버전',
  target: '대상',
  settings: '설정',
  git: 'git',
  journey: '여정',
  profile: '프로파일',
  users: '테스트 사용자',
  pauses: '사용자 대기',
  warmUp: '예열',
} satisfies Widened<typeof en.backgroundRows>;

export const environment = {
  run:
    '{{#if runId}}{{runId}}, {{/if}}{{#if startedAt}}{{startedAt}} 시작{{#if tookMs}}, {{/if}}{{/if}}' +
    '{{#if tookMs}}{{duration tookMs}} 소요{{/if}}',
  generator:
    '{{#if vus}}VU {{count vus}}개를 부하 전에 모두 준비. {{/if}}{{#if timeoutMs}}요청 제한 시간 ' +
    '{{duration timeoutMs}}, gracefulStop {{duration graceMs}}. {{/if}}{{#if cores}}k6가 {{cores cores}}코어 중 ' +
    '{{cores meanCores}}코어 사용. {{/if}}수치의 출처: {{source}}',
  samples: '모든 표본',
  histogram: '모든 표본(지연 시간 오차 0.1%)',
  summary: 'k6의 요약(표본 없음)',
  none: '없음(표본도 요약도 없음)',
  host: '{{cpuModel}}, CPU {{count cpuCount}}개, {{count memoryMiB}} MiB',
  shop: '참조 상점',
  sameHost: '{{target}}, k6와 같은 호스트',
  versions:
    'caseload {{caseload}}, k6 {{k6}} ({{source}}), Node {{node}}{{#if database}}, PostgreSQL {{database}}{{/if}}',
  dirty: '{{commit}}, 커밋하지 않은 변경 있음',
} satisfies Widened<typeof en.environment>;

export const workload = {
  journey: '{{#list steps ordered=true}}{{name}}{{/list}}{{#unless isList}} (순서는 run()이 정함){{/unless}}',
  load:
    '{{duration durationMs}} 동안 여정 {{count scheduled}}건, 최고 {{rps peakRps}}, ' +
    '{{#if isPoisson}}포아송 도착, {{/if}}{{executor}}',
  pauses: '여정마다 최대 {{duration pausesMs}}, 지연 시간과 진행 중인 여정에서 제외',
  closed: '{{executor}}, 최대 {{duration durationMs}}',
  warmUp: '부하 전 {{duration durationMs}} 동안 {{rps rateRps}}, 집계에서 제외',
  users: '부하 전에 {{count count}}명 준비, {{mode}}',
} satisfies Widened<typeof en.workload>;

export const userModes: Readonly<Record<string, string>> = {
  'per-vu': 'VU마다 한 명',
  'per-journey': '여정마다 한 명',
  file: '사용자가 준 파일에서',
};

/** The data checks of the reference shop. */
export const integrityChecks: Readonly<Record<string, string>> = {
  'points: users whose balance is not the sum of their history': '포인트: 잔액이 내역의 합과 다른 사용자',
  'stock: products whose quantity is not the initial one minus the ordered':
    '재고: 수량이 처음 수량에서 주문량을 뺀 값과 다른 상품',
  'stock: units left': '재고: 남은 수량',
  'orders: points paid': '주문: 결제된 포인트',
  'points: users with a negative balance': '포인트: 잔액이 음수인 사용자',
  'stock: products with a negative quantity': '재고: 수량이 음수인 상품',
};

/** How a run ended, as it is written in result.json, and in Korean. */
export const endings: typeof en.endings = [
  [/^caseload (?:itself )?was killed before the run was over$/, '실행이 끝나기 전에 caseload가 강제 종료되었습니다'],
  [/^stopped by (?:the user|you) before the load began$/, '부하를 시작하기 전에 사용자가 멈췄습니다'],
  [/^stopped by you in the warm-up$/, '예열하는 동안 사용자가 멈췄습니다'],
  [/^stopped by you after all (\S+) s, .*$/, '부하를 건 $1초가 지난 뒤 마지막 여정이 끝나기 전에 사용자가 멈췄습니다'],
  [/^stopped by you after (\S+) of (\S+) s$/, '$2초 중 $1초 만에 사용자가 멈췄습니다'],
  [/^stopped by you after the load, .*$/, '부하가 끝난 뒤 데이터 정합성을 점검하기 전에 사용자가 멈췄습니다'],
  [/^stopped by (?:the user|you) before .*$/, '데이터 정합성을 점검하기 전에 사용자가 멈췄습니다'],
  [/^stopped by (?:the user|you)$/, '사용자가 멈췄습니다'],
  [/^an objective failed \(--abort-on-fail\)$/, '목표 하나를 충족하지 못했습니다(--abort-on-fail)'],
  [/^(?:nobody|nothing) listens at (\S+) any more$/, '$1에서 더는 응답하지 않습니다'],
  [/^k6 did not exit after the end of its schedule$/, '예정이 끝났는데도 k6가 끝나지 않았습니다'],
  [/^k6 ended with exit code (\S+): .*$/, 'k6가 종료 코드 $1(으)로 끝났습니다'],
];

/** Where k6 came from. */
export const engineSources: typeof en.engineSources = [
  [/^cache$/, '캐시'],
  [/^download$/, '다운로드'],
  [/^go build$/, '직접 빌드'],
];

/** Why a request failed. */
export const causes: typeof en.causes = [
  [/^status (\d+)$/, '상태 $1'],
  [/^timeout$/, '시간 초과'],
  [/^refused$/, '연결 거부'],
  [/^reset$/, '연결 끊김'],
  [/^dns$/, 'DNS 오류'],
  [/^tls$/, 'TLS 오류'],
  [/^body$/, '예상과 다른 본문'],
  [/^check '(.*)'$/s, "확인 '$1' 실패"],
  [/^no answer$/, '응답 없음'],
  [/^error (\d+)$/, '오류 $1'],
];
