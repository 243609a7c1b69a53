import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from './settings.ts';

const bytesPerKb = 1_024;

/** Tables that only faults use, made at the start where one is switched on. */
@Injectable()
export class SideTables implements OnModuleInit {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  async onModuleInit(): Promise<void> {
    const { FAULT_SCAN_ROWS, FAULT_WAL_KB, FAULT_DEADLOCK } = this.settings;
    const make = (statement: string) => this.dataSource.query(statement);
    if (FAULT_SCAN_ROWS > 0) {
      await make(`create table unindexed as select md5(n::text) as note from generate_series(1, ${FAULT_SCAN_ROWS}) n`);
      await make('analyze unindexed');
    }
    if (FAULT_WAL_KB > 0) {
      await make('create table wide (note text)');
      // As it is, not compressed.
      await make('alter table wide alter column note set storage external');
    }
    if (FAULT_DEADLOCK === 'on') {
      await make('create table pair (id int primary key)');
      await make('insert into pair values (1), (2)');
    }
  }

  /** Looks for a row that is not there, in a table without an index. */
  async search(manager: EntityManager): Promise<void> {
    await manager.query('select count(*) from unindexed where note = $1', ['none']);
  }

  async write(manager: EntityManager, sizeKb: number): Promise<void> {
    await manager.query('insert into wide values (repeat($1, $2))', ['x'.repeat(bytesPerKb), sizeKb]);
  }

  /** Locks two rows, every other time in the other order. */
  async lockBoth(manager: EntityManager, operation: number): Promise<void> {
    const order = operation % 2 === 0 ? [1, 2] : [2, 1];
    for (const id of order) await manager.query('select id from pair where id = $1 for update', [id]);
  }
}
