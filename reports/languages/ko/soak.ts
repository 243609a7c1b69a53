import type { soak as en } from '../en/soak.ts';
import type { Widened } from '../labels.ts';

export const soak = {
  series: {
    'load.p50': 'p50',
    'load.p95': 'p95',
    'load.errors': '실패한 요청',
    'load.throughput': '성공한 여정',
    'load.inFlight': '진행 중인 여정',
    'shop.memory': '상점의 메모리',
    'shop.openFiles': '상점의 열린 파일',
    'shop.cpu': '상점의 CPU 코어',
    'database.memory': '데이터베이스의 메모리',
    'database.openFiles': '데이터베이스의 열린 파일',
    'database.cpu': '데이터베이스의 CPU 코어',
    'database.connections': '데이터베이스 연결',
    'database.size': '데이터베이스의 크기',
    'database.rows': '데이터베이스의 행',
    'service.memory': '서비스의 메모리',
    'service.openFiles': '서비스의 열린 파일',
    'service.cpu': '서비스의 CPU 코어',
  },
  verdicts: { drift: '추세 있음', step: '단계 변화', steady: '추세 없음', data: '판정 안 함: 부하와 함께 늘어남' },
} satisfies Widened<typeof en>;
