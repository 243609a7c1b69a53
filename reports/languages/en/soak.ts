/** The long series of a soak, and what became of each. */
export const soak = {
  series: {
    'load.p50': 'p50',
    'load.p95': 'p95',
    'load.errors': 'failed requests',
    'load.throughput': 'journeys that succeeded',
    'load.inFlight': 'journeys in flight',
    'shop.memory': 'memory of the shop',
    'shop.openFiles': 'open files of the shop',
    'shop.cpu': 'CPU cores of the shop',
    'database.memory': 'memory of the database',
    'database.openFiles': 'open files of the database',
    'database.cpu': 'CPU cores of the database',
    'database.connections': 'connections of the database',
    'database.size': 'size of the database',
    'database.rows': 'rows of the database',
    'service.memory': 'memory of the service',
    'service.openFiles': 'open files of the service',
    'service.cpu': 'CPU cores of the service',
  },
  verdicts: { drift: 'drift', step: 'step', steady: 'no drift', data: 'not judged: grows with the load' },
};
