import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { connectOutsidePool } from './database.ts';
import { logLine } from './log.ts';
import { SETTINGS, type Settings } from './settings.ts';

const leakedBytes = 10_240;
const rowsEach = 20;
const connectionEvery = 50;
const leakName = 'caseload-shop-leak';

type Leak = Exclude<Settings['FAULT_LEAK'], 'none'>;

/** What grows with each charge and order, as FAULT_LEAK says. */
@Injectable()
export class Leaks {
  /** What is leaked of an operation, by kind. */
  readonly leak: Readonly<Record<Leak, (operation: number) => Promise<void>>> = {
    memory: async (operation) => {
      this.kept.push(Buffer.alloc(leakedBytes, operation % 251));
    },
    rows: (operation) => this.writeAndSearch(operation),
    connections: async (operation) => {
      if (operation % connectionEvery === 0) this.openConnection();
    },
  };

  private readonly kept: Buffer[] = [];
  private readonly connections: pg.Client[] = [];
  private table: Promise<unknown> | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** The operation does not wait for it. Where the database takes no more, it is like any other lost connection. */
  private openConnection(): void {
    connectOutsidePool(this.settings, { name: leakName, timeoutMs: 0 }).then(
      (client) => this.connections.push(client),
      (error: Error) => logLine(`cannot open a connection: ${error.message}`),
    );
  }

  /** A log of operations that nobody ever empties, and that is searched row by row. */
  private async writeAndSearch(operation: number): Promise<void> {
    this.table ??= this.dataSource.query('create table if not exists leaked_rows (operation int, note text)');
    await this.table;
    await this.dataSource.query('insert into leaked_rows select $1, repeat($3, 60) from generate_series(1, $2::int)', [
      operation,
      rowsEach,
      'x',
    ]);
    await this.dataSource.query('select count(*) from leaked_rows where operation = $1', [operation]);
  }
}
