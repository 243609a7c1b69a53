import { setTimeout as sleepMs } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { NextFunction, Request, Response } from 'express';
import { DataSource, type EntityManager } from 'typeorm';
import { Leaks } from './leaks.ts';
import { SETTINGS, type Settings } from './settings.ts';
import { SideTables } from './side-tables.ts';

const keptBatches = 12;
const objectsPerMb = 8_000;
const rowsPerKb = 22;

/**
 * The bottlenecks that can be switched on, each at the place where it would really be. With every fault at 0 nothing
 * happens here.
 */
@Injectable()
export class Faults {
  private readonly kept: object[][] = [];
  private operations = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly leaks: Leaks,
    private readonly tables: SideTables,
  ) {}

  /** In a charge or an order, before it has a connection. */
  async beforeTransaction(): Promise<void> {
    const { FAULT_BLOCK_LOOP_MS, FAULT_GC_MB, FAULT_JSON_KB, FAULT_EXT_MS, FAULT_LEAK, FAULT_LEAK_EVERY } =
      this.settings;
    this.operations++;
    if (FAULT_BLOCK_LOOP_MS > 0) blockLoop(FAULT_BLOCK_LOOP_MS);
    if (FAULT_GC_MB > 0) this.makeGarbage(FAULT_GC_MB);
    if (FAULT_JSON_KB > 0) serialize(FAULT_JSON_KB);
    if (FAULT_EXT_MS > 0) await sleepMs(FAULT_EXT_MS);
    if (FAULT_LEAK_EVERY > 0 && this.operations % FAULT_LEAK_EVERY === 0) {
      await this.dataSource.createQueryRunner().connect();
    }
    if (FAULT_LEAK !== 'none') await this.leaks.leak[FAULT_LEAK](this.operations);
  }

  /** Inside the transaction of a charge or an order, before it locks anything. */
  async beforeLock(manager: EntityManager): Promise<void> {
    const { FAULT_DB_CPU_ROWS, FAULT_SLOW_SQL_MS, FAULT_CONN_HOLD_MS } = this.settings;
    const { FAULT_QUERIES, FAULT_SCAN_ROWS, FAULT_WAL_KB, FAULT_DEADLOCK } = this.settings;
    if (FAULT_DB_CPU_ROWS > 0) {
      await manager.query('select count(*) from generate_series(1, $1::bigint) n where n % 7 = 3', [FAULT_DB_CPU_ROWS]);
    }
    for (let index = 0; index < FAULT_QUERIES; index++) {
      await manager.query('select balance from points where "userId" = $1', [index]);
    }
    if (FAULT_SCAN_ROWS > 0) await this.tables.search(manager);
    if (FAULT_WAL_KB > 0) await this.tables.write(manager, FAULT_WAL_KB);
    if (FAULT_DEADLOCK === 'on') await this.tables.lockBoth(manager, this.operations);
    if (FAULT_SLOW_SQL_MS > 0) await manager.query('select pg_sleep($1)', [FAULT_SLOW_SQL_MS / 1_000]);
    if (FAULT_CONN_HOLD_MS > 0) await sleepMs(FAULT_CONN_HOLD_MS);
  }

  /** In an order, before anything else. */
  async beforeOrder(): Promise<void> {
    if (this.settings.FAULT_STEP_DELAY_MS > 0) await sleepMs(this.settings.FAULT_STEP_DELAY_MS);
  }

  /** Inside the transaction of an order, at its end: everything it locked stays locked. */
  async whileHoldingLocks(): Promise<void> {
    if (this.settings.FAULT_TX_HOLD_MS > 0) await sleepMs(this.settings.FAULT_TX_HOLD_MS);
  }

  /** Many small objects, the last few batches kept: work for the young and for the old generation. */
  private makeGarbage(sizeMb: number): void {
    const batch: object[] = [];
    for (let index = 0; index < sizeMb * objectsPerMb; index++) {
      batch.push({ index, text: `x${index}`, pair: [index, index + 1] });
    }
    this.kept.push(batch);
    if (this.kept.length > keptBatches) this.kept.shift();
  }
}

/** A large answer: made into text, and read again. */
function serialize(sizeKb: number): void {
  const rows = Array.from({ length: sizeKb * rowsPerKb }, (_, index) => ({
    index,
    name: `item ${index}`,
    price: 9.99,
  }));
  JSON.parse(JSON.stringify(rows));
}

function blockLoop(durationMs: number): void {
  const endMs = performance.now() + durationMs;
  while (performance.now() < endMs) Math.sqrt(endMs);
}

/** A middleware that answers each n-th request to /api/ with 500. */
export function failEvery(every: number) {
  let requests = 0;
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!request.path.startsWith('/api/') || ++requests % every !== 0) {
      next();
      return;
    }
    response.status(500).json({ statusCode: 500, message: 'made to fail by FAULT_STATUS_EVERY' });
  };
}
