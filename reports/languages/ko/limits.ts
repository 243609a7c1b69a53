import type { LimitId } from '../../../lib/judge/bottleneck/limits/all.ts';
import type { LimitTexts } from '../finding-texts.ts';

/** 대상의 한계: 한 문장, 그 근거, 할 일. */
export const limits = {
  'noisy-host': {
    title: '다른 프로그램이 이 호스트의 CPU를 썼기 때문에 이 실행은 대상의 한계를 보여 주지 않습니다',
    statements: {
      others: '{{cores of}}코어 중 {{cores cores}}코어를 썼습니다',
      delay: '대상의 메인 스레드는 실행할 수 있던 시간의 {{percent ratio}} 동안 CPU를 기다렸습니다',
    },
    advice: '조용한 호스트에서 다시 실행하십시오.',
  },
  'row-lock': {
    title: '요청이 {{#if relation}}{{relation}}의 {{/if}}같은 행의 락을 기다립니다',
    statements: {
      waiting:
        '데이터베이스 세션 {{number sessions}}개가 평균적으로 락을 기다렸습니다' +
        '{{#if relation}} ({{relation}}의 행){{/if}}',
      statement: '대부분은 이 SQL 문에서 기다렸습니다: {{statement}}',
      heldIdle: '락을 가진 세션은 대부분 애플리케이션을 기다렸습니다. 마지막 SQL 문: {{statement}}',
      heldBusy: '락을 가진 세션은 대부분 이 SQL 문을 실행했습니다: {{statement}}',
    },
    advice:
      '락을 더 짧게 잡거나(락을 가진 동안의 왕복 줄이기) 행을 나누십시오. ' +
      '커넥션 풀을 키우는 것은 도움이 되지 않습니다. 대기열만 길어집니다.',
  },
  'thread-pool-cpu': {
    title: 'Node 스레드 풀의 작업(비밀번호 해시, 압축)에 CPU가 모자랍니다',
    statements: {
      addons: '프로세스에 있는 네이티브 패키지: {{#list addons}}{{name}}{{/list}}',
      queue: '시간이 들지 않는 작업이 스레드를 {{ms queueMs}} 기다렸습니다(중앙값)',
      threads: '메인 스레드가 아닌 스레드가 {{cores of}}코어 중 {{cores cores}}코어를 썼습니다',
      host: '호스트의 모든 프로그램이 함께 {{cores busy}}코어를 썼습니다',
    },
    advice:
      '작업을 더 싸게(낮은 해시 비용) 하거나 줄이거나 코어를 늘리십시오. 스레드를 늘려도 도움이 되지 않으며, ' +
      'JavaScript CPU 프로파일에는 나타나지 않습니다.',
  },
  'thread-pool-size': {
    title: 'CPU가 놀고 있는데 작업이 Node 스레드 풀의 스레드를 기다립니다',
    statements: {
      addons: '프로세스에 있는 네이티브 패키지: {{#list addons}}{{name}}{{/list}}',
      queue: '시간이 들지 않는 작업이 스레드를 {{ms queueMs}} 기다렸습니다(중앙값)',
      idle: '스레드는 {{cores cores}}코어를, 호스트는 {{cores of}}코어 중 {{cores busy}}코어만 썼습니다',
    },
    advice: 'UV_THREADPOOL_SIZE를 코어 수까지 올리십시오.',
  },
  'pool-leak': {
    title: '풀에서 가져간 커넥션이 반환되지 않습니다',
    statements: {
      idle: '커넥션 {{count max}}개 중 {{number inUse}}개가 사용 중이지만 세션 {{number idle}}개는 아무 일도 하지 않습니다',
      waiting: '평균적으로 요청 {{number waiting}}개가 커넥션을 기다렸습니다',
    },
    advice: '커넥션을 반환하지 않는 경로(오류, 이른 return)를 찾으십시오.',
  },
  'database-io': {
    title: '데이터베이스가 디스크나 WAL을 기다립니다',
    statements: {
      waiting: '평균적으로 세션 {{number sessions}}개가 I/O를 기다렸습니다',
      statement: '대부분은 이 SQL 문입니다: {{statement}}',
    },
    advice: '여정당 쓰기나 커밋을 줄이거나 더 빠른 디스크를 쓰십시오.',
  },
  'database-cpu': {
    title: '데이터베이스의 CPU가 SQL 문 실행으로 바쁩니다',
    statements: {
      cpu: '{{cores of}}코어 중 {{cores cores}}코어를 썼고 세션 {{number sessions}}개가 동시에 실행했습니다',
      statement: '그중 {{number sessions}}개: {{statement}}',
    },
    advice: '이 SQL 문의 실행 계획을 보십시오. 인덱스가 없거나 필요한 것보다 많이 읽을 수 있습니다.',
  },
  'garbage-collection': {
    title: '가비지 컬렉터가 메인 스레드를 차지합니다',
    statements: {
      pauses: '시간의 {{percent ratio}}를 썼고 메인 스레드는 {{cores cores}}코어를 썼습니다',
    },
    advice: '요청당 할당을 줄이거나 메모리를 늘리십시오(--max-old-space-size).',
  },
  'event-loop': {
    title: '메인 스레드의 JavaScript가 그 시간을 모두 씁니다',
    statements: {
      main:
        '메인 스레드가 {{cores cores}}코어를 썼습니다{{#if isCluster}} ' + '(프로세스 {{count processes}}개){{/if}}',
      delay: '타이머가 최대 {{ms delayMs}} 늦었고(p99) 이벤트 루프는 시간의 {{percent ratio}} 동안 바빴습니다',
      function: '함수 {{name}}: 유휴가 아닌 시간의 {{percent ratio}}로 가장 많이 썼습니다',
    },
    advice:
      '{{#unless hasProfile}}CPU 프로파일(--cpu-profile)이 어느 함수인지 보여 줍니다. {{/unless}}' +
      '프로세스를 늘리면(cluster) 더 많은 코어를 씁니다.',
  },
  'pool-exhausted': {
    title: '풀의 커넥션{{#if max}} {{count max}}개가{{else}}이{{/if}} 모두 사용 중입니다',
    statements: {
      waiting: '{{count max}}개 중 {{number inUse}}개가 사용 중이었고 요청 {{number waiting}}개가 기다렸습니다',
      heldIdle:
        '커넥션 중 {{number sessions}}개는 트랜잭션 안에서 애플리케이션을 기다렸습니다' +
        '{{#if statement}}. 마지막 SQL 문: {{statement}}{{/if}}',
      heldBusy: '커넥션 중 {{number sessions}}개는 SQL 문을 실행했습니다',
    },
    advice:
      '커넥션을 더 짧게 잡으십시오. 다른 일(다른 서비스 호출)은 트랜잭션 밖에서 하십시오. ' +
      '풀을 키우는 것은 데이터베이스와 대상의 메인 스레드에 CPU 시간이 남아 있을 때만 도움이 됩니다.',
  },
  'service-time': {
    title: '기다리는 것은 없습니다. 일 자체가 이만큼 걸립니다',
    statements: {
      cpu: '여정 하나에 대상의 CPU 시간이 {{ms cpuMs}} 들며, 전체는 {{ms wholeMs}}입니다',
    },
    advice: '여정의 일을 더 싸게 하십시오. 커넥션이나 스레드를 늘려도 도움이 되지 않습니다.',
  },
  'external-wait': {
    title: '요청이 대상과 데이터베이스 밖의 무언가를 기다립니다',
    statements: {
      elsewhere:
        '진행 중인 여정 {{number inFlight}}개 중 {{number rest}}개는 커넥션을 기다리지도 데이터베이스에 있지도 않았습니다',
      cpu: '여정 하나에 대상의 CPU 시간이 {{ms cpuMs}} 들었고, 전체는 {{ms wholeMs}}입니다',
    },
    advice: '다른 서비스 호출, 이름 풀이, 타이머를 살펴보십시오.',
  },
} as const satisfies Record<LimitId, LimitTexts>;
