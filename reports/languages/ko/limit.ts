import type { limit as en } from '../en/limit.ts';

const conditions: typeof en.conditions = [
  [/^it was not asked for \(--attach\)$/, '--attach를 지정하지 않음'],
  [/^its address is not known \(--db-url\)$/, '주소를 알 수 없음, --db-url로 지정'],
  [/^no process of this user listens at its port$/, '대상의 포트에서 수신하는 이 사용자의 프로세스가 없음'],
  [/^it is no Node\.js process$/, 'Node.js 프로세스가 아님'],
  [/^process (\d+) did not open its inspector within (\d+) s$/, '프로세스 $1이(가) $2초 안에 인스펙터를 열지 않음'],
  [/^process (\d+) opens no inspector \(it ignores SIGUSR1\)$/, '프로세스 $1이(가) SIGUSR1에 인스펙터를 열지 않음'],
  [/^the database does not let us in \((.*)\)$/, '데이터베이스에 접속할 수 없음: $1'],
  [/^the target is on another host$/, '대상이 다른 호스트에 있음'],
  [/^this system has no \/proc$/, '이 시스템에는 /proc이 없음'],
];

/** 대상의 한계에 관한 글. */
export const limit = {
  tag: '한계',
  hidden: '{{#if step}}{{step}}의 {{/if}}한계를 알 수 없습니다{{#if fromRps}} ({{rps fromRps}}부터){{/if}}: {{title}}',
  line: '{{#if step}}{{step}}의 {{/if}}한계{{#if fromRps}} ({{rps fromRps}}부터){{/if}}: {{title}}',
  none: '대상이 한계에 이를 만큼 부하를 받지 않아 이 실행은 한계를 보여 주지 않습니다.',
  undetermined: '대상에서 읽은 것만으로는 무엇이 한계인지 알 수 없습니다',
  evidence: '근거',
  advice: '할 일',
  others:
    '다른 프로그램이 이 호스트 CPU 시간의 {{percent foreign}}를 썼습니다. 이들이 없다면 대상의 한계는 다를 수 있습니다.',
  also: '함께 보인 것(결과일 수 있음)',
  confidence: {
    high:
      '부하를 받은 시간의 거의 전부에서 보였습니다{{#if step}}. 시간의 대부분은 {{step}}에서 쓰였습니다{{/if}}' +
      '{{#if fromRps}} ({{rps fromRps}}부터){{/if}}',
    medium:
      '부하를 받은 시간의 대부분에서 보였습니다{{#if step}}. 시간의 대부분은 {{step}}에서 쓰였습니다{{/if}}{{#if fromRps}} ({{rps fromRps}}부터){{/if}}',
    low: '부하를 받은 시간의 일부에서 보였습니다',
  },
  census: '진행 중인 여정 {{number inFlight}}개: {{#list parts}}{{name}} {{number value}}개{{/list}}',
  parts: {
    pool: '커넥션 대기',
    lock: '락 대기',
    database: '데이터베이스 실행',
    transaction: '트랜잭션 안에서 애플리케이션 대기',
    elsewhere: '대상의 다른 곳이나 외부',
  },
  conditions,
  missing: '읽지 못함: {{what}} ({{because}})',
  sources: {
    'target-threads': '대상 스레드의 CPU 시간',
    'node-runtime': 'Node.js의 이벤트 루프, 스레드 풀, 커넥션 풀',
    'database-sessions': '데이터베이스 세션',
    'host-cpu': '호스트의 CPU',
  },
};
