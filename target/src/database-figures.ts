import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { adminName, connectOutsidePool } from './database.ts';
import { SETTINGS, type Settings } from './settings.ts';

const query = `
  select (select count(*) from pg_stat_activity
          where datname = current_database() and application_name <> $1)::int as connections,
         pg_database_size(current_database())::float8 as "sizeBytes",
         (select coalesce(sum(n_live_tup), 0) from pg_stat_user_tables)::float8 as rows`;

/** What the database holds. Its one connection is not of the pool, and is not counted. */
@Injectable()
export class DatabaseFigures {
  private client: Promise<pg.Client> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async read(): Promise<{ connections: number; sizeBytes: number; rows: number }> {
    this.client ??= connectOutsidePool(this.settings);
    try {
      const { rows } = await (await this.client).query(query, [adminName]);
      return rows[0];
    } catch (error) {
      // The next reading connects anew.
      this.client = undefined;
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await (await this.client)?.end();
  }
}
