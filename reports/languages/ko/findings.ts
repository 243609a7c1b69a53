import type { FindingId } from '../../../lib/judge/findings/all.ts';
import type { FindingTexts } from '../finding-texts.ts';

/** 처음으로 목표를 충족하지 못한 도착률 또는 램프. */
const missedStage =
  '{{#if missedIsRamp}}{{rps missedFrom}}에서 {{rps missedTo}}까지의 램프{{else}}{{rps missedTo}}{{/if}}';
const failuresByStep =
  '{{#list failures}}{{step}} 단계에서 {{count attempted}}번 중 {{count failed}}번({{percent ratio}}){{/list}}';
const noSteadyRate = '{{#unless hasPlateau}}. 일정한 도착률은 시험하지 않았습니다{{/unless}}';

export const findings = {
  'broken-integrity': {
    title: '부하 후 대상의 데이터 정합성이 맞는가',
    what: '부하 후 대상의 데이터 정합성이 깨졌습니다: {{#list broken}}{{name}} 값은 {{count actual}}, 올바른 값은 {{count expected}}{{/list}}',
    why: '부하가 걸렸을 때 갱신을 잃거나 중복하는 대상은 아무리 빨라도 고장 난 것입니다.',
    advice: '관련된 단계의 트랜잭션과 잠금을 확인하십시오.',
  },
  'failing-step': {
    title: '다른 단계보다 실패가 많은 단계가 없는가',
    what: {
      named:
        '실패가 가장 많은 단계는 {{step}}입니다: {{count attempted}}번 시도해 {{count failed}}번({{percent ratio}}) 실패했고, ' +
        '다른 단계는 {{count othersAttempted}}번 중 {{count othersFailed}}번 실패했습니다{{#if causes}}(' +
        '{{#list causes}}{{cause}} {{count count}}건{{/list}}){{/if}}{{#if hasLater}}. ' +
        '이 여정들은 뒤의 단계에 도달하지 못했습니다{{/if}}',
      spread: `실패가 여러 단계에 고르게 퍼져 있습니다: ${failuresByStep} 실패했고, 우연이라고 볼 수 없을 만큼 많이 실패한 단계는 없습니다`,
      unclear:
        `${failuresByStep} 실패했습니다. {{#if isTimed}}{{#if isFew}}실패가 있었던 {{duration spanMs}} 구간이 {{count spans}}개뿐이고 ` +
        '{{count needed}}개는 있어야 하므로{{else}}실패가 있었던 {{duration spanMs}} 구간 {{count spans}}개에서 ' +
        '특별히 두드러진 단계가 없어{{/if}}{{else}}실패한 시각을 알 수 없어{{/if}}, ' +
        '특정 단계가 더 많이 실패했다고 말할 수 없습니다',
    },
    why: '다른 단계보다 많이 실패하는 단계가 있으면 그 단계부터 살펴봅니다. 모든 단계가 비슷하게 실패하면 공유하는 것에 원인이 있을 수 있습니다.',
    advice: {
      named: '먼저 {{step}} 단계를 확인하십시오.',
      spread: '호스트, 네트워크, 프록시, 데이터베이스처럼 모든 단계가 공유하는 것을 확인하십시오.',
      unclear:
        '{{#if isTimed}}확인이 필요하면 {{#if isFew}}{{duration enoughMs}} 이상{{else}}더 오래{{/if}} 실행하십시오. ' +
        '그 전에는 한 단계를 원인으로 보지 마십시오.{{else if hasSamples}}한 단계를 원인으로 보지 마십시오.{{else}}' +
        '표본도 함께 기록하십시오. ' +
        '요청마다 언제 실패했는지 알 수 있습니다.{{/if}}',
    },
  },
  'censored-latency': {
    title: '제한 시간에 잘린 지연 시간이 없는가',
    what:
      '요청 {{count n}}건 가운데 {{count timeouts}}건({{percent ratio}})이 {{#if timeoutMs}}{{duration timeoutMs}} ' +
      '{{/if}}제한 시간을 넘겨 끝났습니다',
    why: '그대로 두었다면 지연 시간은 더 길었을 것입니다. 이 요청들이 포함되는 백분위수는 하한(≥)이며, 제한 시간을 늘리면 함께 늘어납니다.',
    advice: '그런 백분위수는 "최소 이 정도"로 읽고, 시간 초과가 없는 도착률을 찾으십시오.',
  },
  'coarse-stamps': {
    title: '표본의 타임스탬프가 충분히 세밀한가',
    what: '표본의 타임스탬프가 초 단위입니다',
    why: '요청이 시작된 시각을 초 단위로만 알 수 있습니다. 시간대별 수치와 부하 구간, 진행 중인 여정 수도 그만큼 부정확합니다.',
    advice: 'K6_CSV_TIME_FORMAT=unix_micro로 기록하십시오.',
  },
  'coordinated-omission': {
    title: '대상의 상태와 무관하게 지연 시간을 재는가',
    what: {
      dropped:
        '예정된 여정 {{count scheduled}}건 가운데 {{count dropped}}건({{percent ratio}})이 시작되지 못해, ' +
        '그 지연 시간은 어떤 백분위수에도 들어 있지 않습니다{{#if charged}}. 그런 여정마다 느린 요청이 하나씩 있었다고 보면 적어도 요청의 {{percent charged}}가 ' +
        '{{exactMs limitMs}}를 넘습니다{{/if}}',
      closed: '닫힌 모델의 부하입니다({{executor}}): 대상이 느려지면 보내는 일도 줄고, 기다린 시간은 측정되지 않습니다',
    },
    why: '대상이 가장 느렸던 순간이 백분위수에서 빠집니다(조율된 누락, coordinated omission).',
    advice: {
      dropped: '백분위수는 시작된 여정만의 값으로 읽으십시오. 성공률은 예정된 모든 여정을 기준으로 셉니다.',
      closed: '지연 시간을 판단할 때는 열린 모델(도착률 기준)을 쓰십시오.',
    },
  },
  'cost-by-step': {
    title: '단계마다 시간이 얼마나 드는가',
    what: '요청에 든 시간의 비중은 {{#list costs}}{{step}} {{percent share}}(평균 {{ms meanMs}}, 요청 {{count n}}건){{/list}}입니다',
    why: '시간이 가장 많이 드는 단계를 줄이는 것이 가장 효과적입니다. 시간이 적게 드는 단계는 줄여도 크게 달라지지 않습니다.',
    advice: '{{step}} 단계에만 부하를 걸어, 다른 단계가 없을 때 드는 시간을 확인하십시오.',
  },
  'data-reuse': {
    title: '여러 여정이 같은 테스트 사용자를 함께 쓰지 않았는가',
    what: {
      duplicates: '파일의 테스트 사용자 {{count count}}명 가운데 {{count duplicates}}명이 두 번 이상 나옵니다',
      conflicts: '{{step}} 단계의 시도 {{count attempted}}번 가운데 {{count conflicts}}번의 응답이 409(충돌)였습니다',
    },
    why: '한 사용자의 두 여정은 서로 다른 사용자라면 겪지 않을 캐시, 잠금, 충돌을 겪습니다.',
    advice: {
      duplicates: '파일의 행마다 서로 다른 사용자를 넣으십시오.',
      conflicts: '이메일이나 멱등 키가 겹치는지 확인하십시오. journey.id는 모든 실행을 통틀어 유일합니다.',
    },
  },
  'empty-threshold': {
    title: '데이터 없이 통과한 k6 임계값이 없는가',
    what: '표본이 하나도 없는데 k6가 통과시킨 임계값이 있습니다: {{#list empty}}{{metric}} {{expression}}{{/list}}',
    why: 'k6에서는 표본이 없는 지표의 임계값이 그대로 통과합니다. 태그의 오타나 아무도 도달하지 못한 단계가 성공으로 보입니다.',
    advice: '지표의 이름과 태그를 확인하고, 임계값마다 http_reqs{…}: ["count>=1"] 같은 최소 개수 조건을 함께 두십시오.',
  },
  'engine-trouble': {
    title: 'k6가 부하를 끝까지 실행했는가',
    what: '부하를 제대로 실행하지 못했습니다: {{detail}}',
    why: '계획한 부하가 수치에 전혀 없거나 일부만 있습니다.',
    advice: {
      'not-started': '원인을 고치고 다시 실행하십시오. 부하는 전혀 보내지 않았습니다.',
      failed: 'k6의 메시지는 실행 폴더의 k6.log에 있습니다. caseload doctor도 실행해 보십시오.',
    },
  },
  'fast-failures': {
    title: '실패한 요청 때문에 지연 시간이 좋아 보이지 않는가',
    what: {
      faster:
        '요청 {{count n}}건 가운데 {{count failed}}건({{percent ratio}})이 빠르게 실패했습니다: ' +
        '실패한 요청의 중앙값은 {{ms failedP50Ms}}, 성공한 요청의 중앙값은 {{ms okP50Ms}}입니다',
      all: '요청 {{count n}}건이 모두 실패했습니다{{#if hasMedian}}(중앙값 {{ms failedP50Ms}}){{/if}}',
    },
    why: '거부된 연결과 빠른 오류도 빠른 요청으로 집계됩니다(k6는 거부된 요청을 0 ms로 기록합니다). 그래서 전체 요청의 백분위수와 처리량은 대상을 실제보다 좋아 보이게 합니다.',
    advice: '지연 시간은 성공한 요청만으로, 실패는 별도의 목표로 판단하십시오.',
  },
  'failures-without-objective': {
    title: '모든 종류의 실패를 다루는 목표가 있는가',
    what:
      '여정 {{count started}}건 가운데 {{count failed}}건({{percent ratio}})이 대상의 응답 내용 때문에 실패했으나' +
      '(가장 많은 원인: {{cause}}), 이를 다루는 목표가 없습니다',
    why: '이런 응답의 상태 코드는 정상이므로 요청 오류율에 들어가지 않습니다. 이런 실패가 있는 실행은 목표를 충족한 것이 아닙니다.',
    advice:
      "목표를 추가하십시오: --objective 'journey success > 99%' 또는 설정 파일. 아니면 단계의 기대값을 고치십시오.",
  },
  'generator-drops': {
    title: '계획한 부하를 실제로 보냈는가',
    what: {
      generator:
        '유휴 VU가 있는데도 부하 생성기가 예정된 여정 {{count scheduled}}건 가운데 {{count drops}}건을 드롭했습니다{{#if stages}}(5% 초과 구간: ' +
        '{{#list stages}}{{stage}}{{/list}}){{/if}}',
      unknown:
        '예정된 여정 {{count scheduled}}건 가운데 {{count neverStarted}}건이 미시작입니다. 모든 VU가 사용 중이었는지, ' +
        '부하 생성기가 따라가지 못했는지는 이 파일만으로 알 수 없습니다',
      'no-schedule':
        'k6가 반복 {{count others}}건을 실행하고 {{count drops}}건({{percent ratio}})을 드롭했습니다. 이유는 이 파일만으로 알 수 없습니다',
    },
    why: '그 여정들은 대상에 도달하지도 않았습니다. 부하는 계획보다 가벼웠고, 대상이 가장 느린 순간에 빠진 경우가 많습니다.',
    advice: {
      generator: 'k6에 CPU를 더 주거나 별도의 호스트에서 실행하고, 다른 프로그램은 종료하십시오.',
      unknown: 'caseload load로 실행하거나 표본 파일을 함께 지정하십시오. 표본이 있으면 이유를 알 수 있습니다.',
      'no-schedule': '부하 전에 VU를 더 확보하고(preAllocatedVUs) 드롭이 없어지는지 확인하십시오.',
    },
  },
  'generator-limit': {
    title: '부하 생성기 자체의 한계에 걸리지 않았는가',
    what: {
      files: '요청 {{count n}}건 중 {{count count}}건이 부하 생성기를 떠나지 못했습니다. 열린 파일이 너무 많았습니다',
      ports: '요청 {{count n}}건 중 {{count count}}건이 부하 생성기를 떠나지 못했습니다. 남은 로컬 포트가 없었습니다',
      memory:
        '요청 {{count n}}건 중 {{count count}}건이 부하 생성기를 떠나지 못했습니다. 연결에 쓸 메모리가 없었습니다',
      proxy: '요청 {{count n}}건 중 {{count count}}건이 대상에 닿지 못했습니다. 부하 생성기의 프록시가 실패했습니다',
      names: '요청 {{count n}}건 중 {{count count}}건이 대상에 닿지 못했습니다. 대상의 이름을 찾을 수 없었습니다',
    },
    why: '이 실패는 대상에 대해 아무것도 말해 주지 않습니다.',
    advice: {
      files: '실행하기 전에 한도를 올리십시오: `ulimit -n 65536`.',
      ports: '연결을 재사용하거나, net.ipv4.ip_local_port_range를 넓히거나, 여러 호스트에서 부하를 보내십시오.',
      memory: '부하 생성기에 메모리를 더 주거나 VU를 줄이십시오.',
      proxy: 'HTTP_PROXY와 HTTPS_PROXY를 해제하거나 대상을 NO_PROXY에 넣으십시오.',
      names: '이름 대신 대상의 주소를 쓰거나 네임 서버를 고치십시오.',
    },
  },
  'generator-saturated': {
    title: '부하 생성기가 부하를 제때 보냈는가',
    what: {
      cpu:
        'k6가 {{#if stage}}{{count stage}}번 구간에서 가장 바쁠 때{{else}}평균{{/if}} CPU {{cores cores}}코어 가운데 ' +
        '{{cores usedCores}}코어를 썼습니다({{percent ratio}})',
      late: '여정이 예정보다 늦게 시작되었습니다: 1%는 {{ms p99Ms}} 이상 늦었습니다(최대 {{ms maxMs}}, 여정 {{count n}}건)',
    },
    why: 'CPU에 여유가 없는 부하 생성기는 요청을 늦게 보내고, 자신이 지체한 시간까지 대상의 지연 시간으로 잽니다.',
    advice: 'k6를 별도의 호스트에서 실행하거나 초당 여정 수를 줄이십시오. CPU의 5분의 1은 비워 두십시오.',
  },
  'growing-backlog': {
    title: '평탄 구간에서 밀린 여정이 늘지 않는가',
    what:
      '밀린 여정이 늘었습니다: {{#list growing}}{{rps rateRps}} 평탄 구간에서 진행 중인 여정이 {{duration durationMs}} 동안 ' +
      '{{count from}}건 → {{count to}}건{{/list}}',
    why: '대상이 들어오는 만큼 처리하지 못해 정상 상태에 이르지 못합니다. 이때 백분위수는 부하를 얼마나 오래 걸었는지에 따라 달라집니다.',
    advice: '이런 구간의 지연 시간은 근거로 삼지 마십시오. 대상이 감당하는 도착률은 이보다 낮습니다.',
  },
  drift: {
    title: '같은 부하에서 계속 나빠지는 값이 없는가',
    what: {
      drift:
        '일정한 {{rps rateRps}} 부하에서 {{duration durationMs}} 동안: {{#list drifting}}{{series}} ' +
        '{{amountOf start unit}} → {{amountOf end unit}}(시간당 {{changeOf perHour unit}}, 95% 구간 ' +
        '{{changeOf low unit}} ~ {{changeOf high unit}}){{/list}}',
      step:
        '일정한 {{rps rateRps}} 부하에서 수준이 한 번에 바뀌었습니다: {{#list stepping}}시작 후 {{duration atMs}}에 {{series}} ' +
        '{{amountOf start unit}} → {{amountOf end unit}}{{/list}}',
      steady:
        '{{rps rateRps}} 부하에서 {{duration durationMs}} 동안 변화 추세가 보이지 않았습니다' +
        '{{#if visible}}. 이 실행에서 볼 수 있는 가장 작은 추세: {{#list visible}}{{series}} ' +
        '시간당 {{percent ratio}}{{/list}}{{/if}}',
    },
    why: '일정한 부하에서 계속 늘어나는 값은 언젠가 한계에 닿습니다. 이때 실행 전체의 백분위수는 좋은 시간과 나쁜 시간을 섞은 값일 뿐입니다.',
    advice: {
      drift:
        '더 오래 반복해 확인하십시오. 그런 다음 데이터는 그대로 두고 대상을 다시 시작해 보십시오. 지연 시간이 다시 낮아지면 ' +
        '프로세스의 누수이고, 그대로이면 데이터가 늘었거나 인덱스가 없는 것입니다.',
      step: '그 시점에 있었던 일을 찾으십시오: 재시작, 압축 작업, 가득 찬 캐시, 다른 프로그램.',
      steady: '더 오래 실행하면 더 작은 추세도 보입니다. 시간이 두 배이면 기울기로 약 3분의 1까지 보입니다.',
    },
  },
  'incomparable-baseline': {
    title: '기준 실행의 부하와 호스트가 같은가',
    what: '기준 실행의 조건이 다릅니다: {{#list differences}}{{name}}: 기준 {{a}}, 이번 {{b}}{{/list}}',
    why: '부하나 호스트, 도구의 차이가 대상의 차이로 보일 수 있습니다.',
    advice: '같은 조건에서 기준을 다시 만들거나, caseload gate로 두 대상을 함께 비교하십시오.',
  },
  'unfinished-journeys': {
    title: '끝까지 미완료로 남은 여정이 없는가',
    what:
      '시작된 여정 {{count started}}건 가운데 {{count unfinished}}건이 마지막 도착 후 {{duration graceMs}}가 지나도 미완료입니다' +
      '{{#if where}}: {{#list where}}{{step}} {{count count}}건{{/list}}{{/if}}',
    why: '이 여정들은 실패로 셉니다. 진행 중이던 요청은 적어도 그때까지 걸린 시간만큼 느리므로, 이 요청들이 포함되는 백분위수는 하한(≥)입니다.',
    advice:
      '지연 시간을 재려면 더 낮은 도착률로 실행하십시오. 도착률을 단계적으로 올리면 어디서부터 미완료가 생기는지 알 수 있습니다.',
  },
  'log-messages': {
    title: 'k6가 남긴 경고나 오류가 없는가',
    what:
      'k6가 오류 {{count errors}}건{{#if hasWarnings}}과 경고 {{count warnings}}건{{/if}}을 기록했습니다. ' +
      '가장 많은 것은 다음과 같습니다({{count count}}번): {{text}}',
    why: 'k6의 경고와 오류가 수치나 종료 코드에 항상 드러나지는 않습니다.',
    advice: '실행 폴더의 k6.log를 확인하십시오.',
  },
  'malformed-rows': {
    title: '표본의 모든 행을 읽을 수 있는가',
    what: '표본 {{count malformed}}행을 읽을 수 없어 제외했습니다',
    why: '그 내용은 어떤 수치에도 들어 있지 않으며, 같은 원인으로 다른 데이터도 손상되었을 수 있습니다.',
    advice: '파일을 확인하십시오. 디스크가 가득 찼거나 복사가 중간에 끊긴 경우가 많습니다.',
  },
  'mismatched-files': {
    title: '요약과 표본이 같은 실행의 것인가',
    what: '{{metric}} 값이 k6 요약에는 {{count inSummary}}건, 표본에는 {{count inSamples}}건입니다',
    why: '서로 다른 실행의 것이거나 한쪽이 온전하지 않습니다. 두 수치를 한 보고서에 함께 쓸 수 없습니다.',
    advice: '같은 실행의 요약과 표본을 지정하십시오.',
  },
  'missing-summary': {
    title: 'k6가 요약을 남겼는가',
    what: 'k6가 정상 종료했지만 요약을 남기지 않았습니다',
    why: 'k6는 handleSummary가 실패해도 종료 코드 0으로 끝납니다. k6의 임계값을 표본과 비교할 수 없습니다.',
    advice: '실행 폴더의 k6.log를 보고, 디스크가 가득 찼는지 확인하십시오.',
  },
  'no-samples': {
    title: '판단할 데이터가 있는가',
    what: {
      counted:
        '시작된 여정이 {{count started}}건{{#if hasCount}}, 응답을 받았거나 실패한 요청이 {{count requests}}건{{/if}}입니다',
      unknown: '집계된 요청이 하나도 없습니다',
      'no-http':
        '이 파일에는 HTTP 요청이 없어, 파일에 있는 것만으로 판단합니다{{#if checks}}: 체크 {{count checks}}건{{#if iterations}}, ' +
        '반복 {{count iterations}}건{{/if}}{{/if}}',
    },
    why: '요청이 없으면 보고할 HTTP 지연 시간도 없지만, k6는 그에 대한 모든 임계값을 통과시킵니다.',
    advice: {
      counted: 'k6의 메시지를 확인하고, caseload try로 여정 하나를 시험해 보십시오.',
      unknown: '의도한 실행의 파일인지, 스크립트가 요청을 보냈는지 확인하십시오.',
      'no-http': '이런 스크립트는 체크와 자체 지표에 대한 k6 임계값으로 판단하십시오.',
    },
  },
  'noisy-host': {
    title: '다른 것이 이 호스트의 CPU를 쓰지 않았는가',
    what: {
      machines: '다른 가상 머신이 이 호스트 CPU 시간의 {{percent steal}}를 가져갔습니다',
      programs: 'k6와 대상이 아닌 프로그램이 이 호스트 CPU 시간의 {{percent foreign}}를 썼습니다',
      before: '부하를 걸기 직전에 다른 프로그램이 이 호스트 CPU 시간의 {{percent foreign}}를 썼습니다',
    },
    why: '빼앗기는 양은 실행마다 다릅니다. 대상의 탓이 아닌데도 지연 시간이 늘어납니다.',
    advice: '호스트가 조용할 때 다시 실행하거나, 번갈아 실행한 것끼리만 비교하십시오.',
  },
  'objective-margin': {
    title: '목표의 충족 여부가 뚜렷한가',
    what:
      '{{#list narrow}}{{objectiveText this}}: {{#if isLatency}}{{msNear value limit}}' +
      '{{else}}{{percentNear value limit}}{{/if}}로 {{#if isMet}}충족{{else}}미충족{{/if}}이지만, ' +
      '{{#if hasInterval}}한계가 95% 구간({{#if isLatency}}{{ms low}}–{{ms high}}' +
      '{{else}}{{percent low}}–{{percent high}}{{/if}}, 시간 블록 {{count blocks}}개) 안에 있습니다{{else}}한계와의 차이가 ' +
      '{{percent margin}}에 불과합니다{{/if}}{{/list}}',
    why: '다음 실행에서는 판정이 뒤집힐 수 있습니다.',
    advice: '이 판정을 근거로 삼기 전에 한 번 더, 또는 더 오래 실행하십시오.',
  },
  'objective-without-data': {
    title: '목표마다 데이터가 있는가',
    what: '{{#list lacking}}{{objectiveText this}}: 표본 {{count n}}개, 필요 {{count needed}}개{{/list}}',
    why: '데이터가 없는 목표는 충족 여부를 알 수 없으며, 통과가 아닙니다.',
    advice: '더 오래 또는 더 높은 도착률로 실행하십시오. 아예 도달하지 못한 단계라면 그 앞의 단계를 확인하십시오.',
  },
  outage: {
    title: '대상이 줄곧 응답했는가',
    what: {
      end: '{{count fromSeconds}}초부터 끝까지 요청 {{count n}}건 중 {{count failed}}건이 실패했습니다. 실행 전체로는 {{percent total}}뿐입니다',
      during:
        '{{count fromSeconds}}초부터 {{count seconds}}초 동안 요청 {{count n}}건 중 {{count failed}}건이 실패했습니다. ' +
        '실행 전체로는 {{percent total}}뿐입니다',
    },
    why: '실행 전체의 비율은 거의 아무것도 동작하지 않은 시간을 감춥니다. 그것이 마지막 순간이라도 그렇습니다.',
    advice: '그 시각의 대상 로그에서 원인을 찾으십시오.',
  },
  'rate-denominator': {
    title: '초당 수치가 부하를 건 시간 기준인가',
    what: 'k6의 초당 수치는 전체 실행 시간({{duration durationMs}})으로 나눈 값이지만, 부하를 건 시간은 {{duration loadMs}}입니다',
    why: '준비와 마무리, 대기 시간까지 넣어 나누면 대상이 실제로 받은 부하보다 낮게 나옵니다.',
    advice: '초당 수치는 k6의 요약이 아니라 부하 구간 표에서 보십시오.',
  },
  'run-cut-short': {
    title: '실행이 중간에 끊기지 않았는가',
    what: {
      stopped: '사용자가 {{count of}}초 가운데 {{count after}}초 만에 실행을 멈췄습니다',
      cut: '실행이 중간에 끊겼습니다: {{detail}}',
    },
    why: '계획한 부하의 나머지는 실행되지 않았습니다. 램프의 일부만 실행하면 전체와 다른 수치가 나옵니다.',
    advice: '끝까지 다시 실행하십시오.',
  },
  'same-host': {
    title: '부하 생성기와 대상의 호스트가 다른가',
    what: 'k6와 대상이 한 호스트의 코어를 나눠 썼습니다',
    why: '서로 CPU를 빼앗습니다. 수치는 둘이 함께 만든 것이며, 대상만 따로 두면 더 좋게 나옵니다.',
    advice:
      '절대 수치가 필요하면 대상을 다른 곳에서 실행하십시오: --target URL --allow-host HOST. 한 호스트에서 버전을 비교하는 데는 문제가 없습니다.',
  },
  'script-exceptions': {
    title: '스크립트에서 예외가 나지 않았는가',
    what: {
      counted: '시작된 여정 {{count started}}건 가운데 {{count exceptions}}건이 스크립트의 예외로 끝났습니다',
      logged:
        'k6가 {{#if ended}}반복 {{count ended}}건 가운데 {{/if}}스크립트의 예외 {{count exceptions}}건을 기록했습니다',
    },
    why: 'k6는 이런 반복도 완료로 세고 종료 코드 0으로 끝납니다. 계획한 부하가 아니었습니다.',
    advice: '스택 트레이스는 k6의 로그에 있습니다. 스크립트를 고치십시오.',
  },
  'selection-in-latency': {
    title: '끝까지 간 여정과 그렇지 않은 여정이 비슷한가',
    what:
      '{{last}} 단계까지 간 여정은 그 전부터 더 빨랐습니다: {{#list selected}}{{step}} 단계의 중앙값 ' +
      '{{ms reachedMs}}({{count reached}}건), 나머지 여정은 {{ms lostMs}}({{count lost}}건){{/list}}',
    why: '빠른 여정이 더 많이 끝까지 갑니다. 뒤 단계의 지연 시간은 걸러진 일부의 값이며 가장 좋은 경우입니다.',
    advice: '단계별 백분위수를 더해 여정의 백분위수로 삼지 마십시오.',
  },
  'small-sample': {
    title: '백분위수의 표본이 충분한가',
    what: '{{#list small}}{{objectiveText this}}: 표본 {{count n}}개, 그중 백분위수를 넘는 것은 {{count beyond}}개뿐{{/list}}입니다',
    why: '백분위수를 넘는 표본이 10개보다 적으면 백분위수가 꼬리의 절반 이상 어긋날 수 있습니다.',
    advice: '더 오래 또는 더 높은 도착률로 실행하십시오.',
  },
  'mixed-responses': {
    title: '한 단계의 성공 응답이 한 종류인가',
    what: {
      types:
        '{{#list mixed}}{{step}} 단계에서 확인한 상태 {{status}} 응답 {{count n}}건 가운데 {{count odd}}건({{percent ratio}})의 ' +
        '콘텐츠 유형이 {{#if isChecked}}부하 전{{else}}나머지{{/if}}의 ' +
        '{{#if expectedType}}{{expectedType}}{{else}}(없음){{/if}}이 아니라 {{#if type}}{{type}}{{else}}(없음){{/if}}이었습니다' +
        '{{#if isLater}}. 첫 응답은 부하 시작 {{duration fromMs}} 뒤에 왔습니다{{/if}}{{/list}}',
      sizes:
        '{{#list mixed}}{{step}} 단계에서 확인한 상태 {{status}} 응답 {{count n}}건 가운데 {{count odd}}건({{percent ratio}})은 ' +
        '약 {{bytes oddMin}}{{#if oddMax}}–{{bytes oddMax}}{{/if}}, 나머지는 약 ' +
        '{{bytes expectedMin}}{{#if expectedMax}}–{{bytes expectedMax}}{{/if}}이고 그 사이의 크기는 없었습니다' +
        '{{#if isLater}}. 첫 응답은 부하 시작 {{duration fromMs}} 뒤에 왔습니다{{/if}}{{/list}}',
      pages:
        '{{#list pages}}{{step}} 단계는 JSON을 보내는데, 확인한 상태 {{status}} 응답 {{count n}}건이 모두 ' +
        'text/html이었습니다{{/list}}',
      errors:
        '{{#list errors}}부하 전 {{step}} 단계의 응답은 상태가 {{status}}인데, JSON의 "{{field}}" 필드는 오류를 ' +
        '나타냅니다{{/list}}',
    },
    why:
      '시나리오가 기대한 상태 코드면 성공으로 셉니다. 그 상태로 온 로그인 페이지나 오류도 성공으로 세며, ' +
      '이런 응답은 대개 더 빠릅니다.',
    advice: {
      types: '성공 수를 믿기 전에 caseload try나 서비스의 로그로 그런 응답을 확인하십시오.',
      sizes:
        '두 종류를 모두 확인하십시오. 빈 검색 결과라면 괜찮지만 오류 메시지라면 그렇지 않습니다. ' +
        '크기는 Content-Length가 있는 응답에서만 알 수 있습니다.',
      pages: 'caseload try로 확인하십시오. 로그인 페이지일 수 있습니다.',
      errors: 'caseload try로 확인하십시오.',
    },
  },
  'stepped-clock': {
    title: '시계가 고르게 흘렀는가',
    what: '실행 중에 이 호스트의 시계가 {{ms stepMs}}만큼 {{#if isForward}}앞으로{{else}}뒤로{{/if}} 맞춰졌습니다',
    why: 'k6는 그 시계로 샘플의 시각을 적습니다. 그때부터 비율, 구간, 시계열이 어긋납니다.',
    advice: '시계가 동기화된 뒤에 다시 실행하십시오.',
  },
  'summary-export-shape': {
    title: '요약의 임계값을 적힌 그대로 읽어도 되는가',
    what:
      '이 요약은 --summary-export로 만든 것이라, 임계값이 실패했을 때 true로 적혀 있습니다{{#if crossed}}. 여기서 실패한 임계값은 다음과 같습니다: ' +
      '{{#list crossed}}{{metric}} {{expression}}{{/list}}{{/if}}',
    why: '적힌 그대로 읽으면 실패한 임계값이 모두 통과로 보입니다. 이 보고서는 k6가 의도한 대로 읽었습니다. http_req_failed의 passes도 실패한 요청 수입니다.',
    advice:
      '수치에는 문제가 없습니다. 적힌 그대로 읽을 수 있는 파일이 필요하면 handleSummary()로 요약을 만드십시오: return { "summary.json": ' +
      'JSON.stringify(data) }.',
  },
  survivorship: {
    title: '마지막 단계를 거기까지 간 여정만으로 판단하지 않았는가',
    what:
      '{{step}} 단계는 {{count attempted}}번 시도해 {{count succeeded}}번 성공했지만({{percent ofAttempted}}), ' +
      '예정된 여정 {{count scheduled}}건 가운데 성공한 것은 {{count ok}}건({{percent ofScheduled}})뿐입니다{{#if lost}}: ' +
      '{{#list lost}}{{#if at}}{{at}} 단계에서 실패 또는 미완료 {{count count}}건{{else}}미시작 ' +
      '{{count count}}건{{/if}}{{/list}}{{/if}}',
    why: '단계의 성공률은 그 단계까지 간 여정만의 비율입니다. 그 앞에서 드롭되거나 실패한 여정은 분모에 없고, 그 단계가 받은 부하도 더 가벼웠습니다.',
    advice: {
      several:
        '예정된 모든 여정의 성공률로 판단하십시오. {{step}} 단계에 부하를 모두 걸려면, 사용자를 미리 준비하고 그 단계만 실행하는 시나리오를 쓰십시오.',
      single: '예정된 모든 여정의 성공률로 판단하십시오.',
    },
  },
  'sustainable-range': {
    title: '시도한 도착률 가운데 어디까지 목표를 충족했는가',
    what: {
      plateau:
        '시도한 도착률 가운데 평탄 구간에서 목표를 충족한 것은 {{rps rateRps}}입니다{{#if hasMissed}}. ' +
        `처음으로 충족하지 못한 것은 ${missedStage}입니다{{/if}}`,
      only: '시도한 유일한 도착률 {{rps rateRps}}에서 목표를 충족했습니다',
      held: '{{rps rateRps}}에서 5분 이상 목표를 충족했습니다',
      whole: `참고용입니다: 실행 전체로는 최대 {{rps rateRps}}의 도착률까지 목표를 충족했지만, 표본이 없어 구간별로는 알 수 없습니다${noSteadyRate}`,
      ramp:
        '참고용입니다: {{rps rateRps}}까지의 램프 구간에서는 목표를 충족했습니다(그 구간의 평균 {{rps meanRps}}){{#if hasMissed}}. ' +
        `${missedStage}에서는 충족하지 못했습니다{{/if}}{{#if hasPlateau}}. 평탄 구간에서 충족했다고 확인된 도착률은 없습니다{{else}}. ` +
        '일정한 도착률은 시험하지 않았습니다{{/if}}',
      none: `목표를 충족했다고 확인된 구간이 없습니다: 처음으로 충족하지 못한 것은 ${missedStage}입니다${noSteadyRate}`,
      later: `첫 구간인 ${missedStage}에서는 목표를 충족하지 못했지만 뒤의 구간에서는 충족했습니다. 지속 가능하다고 할 수 있는 도착률이 없습니다${noSteadyRate}`,
      unproven: `처음으로 목표를 충족하지 못한 구간은 ${missedStage}이고, 그 앞의 구간이 목표를 충족했는지는 확인되지 않았습니다${noSteadyRate}`,
    },
    why: '일정 시간 유지한 도착률만 지속 가능하다고 할 수 있습니다. 램프 구간의 수치에는 앞선 도착률에서 밀린 여정이 섞여 있어, 어디를 살펴볼지 알려 줄 뿐입니다.',
    advice: {
      plateau: '지속 가능하다고 말하기 전에 그 도착률을 5분간 유지해 보십시오.',
      only: '지속 가능하다고 말하기 전에 5분간 유지해 보십시오. 가장 높은 도착률은 caseload capacity로 찾습니다.',
      held: '지속 가능한 도착률입니다. 가장 높은 도착률은 caseload capacity로 찾습니다.',
      whole: '표본을 기록하면서 일정한 도착률을 5분간 유지해 보십시오.',
      ramp: '지속 가능하다고 말하기 전에 그 도착률을 5분간 유지해 보십시오.',
      none: '더 낮은 도착률에서 시작하십시오.',
      later: '예열을 두고, 안정될 만큼 긴 평탄 구간으로 다시 실행하십시오.',
      unproven: '표본이 충분히 모이도록 낮은 도착률을 더 오래 유지하십시오.',
    },
  },
  'target-died': {
    title: '대상이 끝까지 동작했는가',
    what: '실행 중에 대상이 종료되었습니다: {{detail}}',
    why: '부하를 견디지 못하고 종료된 대상은 실패한 것입니다. 나머지 부하는 보내지 않았습니다.',
    advice: '대상의 로그에서 원인을 찾으십시오. 그때까지의 기록은 남아 있습니다.',
  },
  'users-waiting-for-target': {
    title: '여정마다 VU가 있었는가',
    what: {
      chosen:
        'VU {{count vus}}개가 모두 사용 중이어서 예정된 여정 {{count scheduled}}건 가운데 {{count dropped}}건이 미시작입니다. ' +
        '이 부하에는 {{count needed}}개가 필요하지만 더 적게 지정했습니다',
      pauses:
        'VU {{count vus}}개가 모두 사용 중이거나 스크립트의 대기 시간에 있어서 예정된 여정 {{count scheduled}}건 가운데 {{count dropped}}건이 ' +
        '미시작입니다. 이 부하에는 {{count needed}}개가 필요합니다',
      target:
        'VU {{count vus}}개가 모두 대상을 기다리고 있어서 예정된 여정 {{count scheduled}}건 가운데 {{count dropped}}건이 미시작입니다',
    },
    why: '이 여정들은 실패로 세지만, 그 요청은 지연 시간에도 오류에도 나타나지 않습니다. VU 하나는 한 번에 여정 하나만 실행합니다.',
    advice: {
      chosen: '--vus와 --max-vus를 빼거나 --vus {{needed}}로 지정하고, 여정이 모두 시작되는지 확인하십시오.',
      pauses: '--vus {{needed}}로 지정하십시오. run()이 얼마나 대기하는지는 실행하기 전에 알 수 없습니다.',
      target:
        '--scale을 낮추어 대상이 감당하는 도착률을 찾거나, --max-vus를 올려 대기열이 얼마나 길어지는지 확인하십시오.',
    },
  },
  'threshold-disagreement': {
    title: 'k6의 임계값과 표본이 일치하는가',
    what:
      '판정이 서로 다릅니다: {{#list differing}}{{metric}} {{expression}} (k6는 {{#if isOk}}충족{{else}}미충족{{/if}}, 표본은 ' +
      '{{#if holds}}충족{{else}}미충족{{/if}}){{/list}}',
    why: '둘 다 같은 표본으로 계산하므로, 한쪽이 표본을 다 보지 못한 것입니다.',
    advice: '실행 폴더의 summary.json과 samples.csv.gz를 비교해 보십시오.',
  },
  'truncated-samples': {
    title: '표본 파일이 온전한가',
    what: '{{file}} 파일이 없거나 중간에서 끊겼습니다',
    why: '표본의 일부가, 아마도 마지막 부분이 빠져 있습니다.',
    advice: '디스크가 가득 찼는지 확인하고 다시 실행하십시오.',
  },
  'inconsistent-accounting': {
    title: '예정된 모든 여정이 빠짐없이 집계되었는가',
    what: {
      missing:
        '여정 집계가 맞지 않습니다: 예정된 여정 {{count scheduled}}건 가운데 {{count difference}}건은 시작되지도 드롭되지도 않았습니다',
      unseen:
        '예정된 여정 {{count scheduled}}건 가운데 {{count difference}}건은 끝나지도 드롭되지도 않았습니다: 미완료이거나, 지정한 구간이 이 파일의 부하와 다릅니다',
      surplus:
        '여정 집계가 맞지 않습니다: 예정된 여정은 {{count scheduled}}건인데 시작되거나 드롭된 여정이 그보다 {{count difference}}건 더 많습니다',
    },
    why: '예정된 여정은 모두 시작되었거나 드롭되었어야 합니다. 빠진 여정에서 바로 문제가 생겼을 수 있습니다.',
    advice: {
      missing: '실행 폴더의 k6.log를 확인하십시오. 부하 생성기의 CPU 부족이 흔한 원인입니다.',
      unseen: '--stages(또는 --profile)가 이 실행의 부하와 같은지 확인하십시오.',
      surplus: '실행 폴더의 k6.log와, 파일들이 한 실행의 것인지 확인하십시오.',
    },
  },
  'unknown-integrity': {
    title: '대상의 데이터 정합성을 확인했는가',
    what: '대상이 데이터 정합성 확인 요청에 답하지 않았습니다: {{trouble}}',
    why: '도중에 갱신이 사라졌다면 빠른 응답은 의미가 없는데, 이 실행에서는 확인할 길이 없습니다.',
    advice: '대상과 데이터베이스가 살아 있는지 확인하거나, 더 낮은 도착률로 실행하십시오.',
  },
  'warm-up-included': {
    title: '수치에 예열 구간이 섞이지 않았는가',
    what:
      '{{rps rateRps}} 평탄 구간에서 지연 시간이 {{duration cutMs}} 뒤에야 안정됩니다: 처음에는 {{ms firstMs}}, ' +
      '그 뒤에는 {{ms restMs}}(기하 평균)',
    why: '예열되지 않은 대상과 예열된 대상의 수치가 섞여(연결, 캐시, JIT) 어느 쪽에도 맞지 않습니다.',
    advice: '부하 전에 충분히 예열하십시오: --warmup {{warmUp}}.',
  },
  'zero-failures': {
    title: '실패 0건을 실패율 0%로 읽지 않았는가',
    what:
      '실패는 없었지만 다음을 입증하기에는 시도가 적습니다: {{#list claims}}{{objectiveText this}}({{count n}}번이면 최대 ' +
      '{{percentNear bound allowed}}){{/list}}',
    why: 'n번 가운데 실패가 0건이어도 실제 실패율은 약 3/n까지일 수 있습니다(95%). 요청이 서로 영향을 주면 더 클 수도 있습니다.',
    advice: '"최대 이 정도"로 읽고, 목표를 입증할 수 있을 만큼 오래 실행하십시오.',
  },
} satisfies Record<FindingId, FindingTexts>;
