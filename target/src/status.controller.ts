import { Controller, Get, Inject, InternalServerErrorException, ServiceUnavailableException } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { serverVersion } from './database.ts';
import { DatabaseFigures } from './database-figures.ts';
import { Integrity } from './integrity.ts';
import { publicSettings, SETTINGS, type Settings } from './settings.ts';

@Controller()
export class StatusController {
  private postgresVersion: Promise<string> | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly integrityChecks: Integrity,
    private readonly databaseFigures: DatabaseFigures,
  ) {}

  @Get('health')
  health() {
    return { status: 'ok', service: 'caseload-shop' };
  }

  /** Settings in capitals, as in the environment; facts in camel case. */
  @Get('config')
  async config() {
    this.postgresVersion ??= serverVersion(this.dataSource);
    return {
      ...publicSettings(this.settings),
      postgresVersion: await this.postgresVersion,
      nodeVersion: process.version,
    };
  }

  /** What grows as the shop is used. */
  @Get('database')
  database() {
    return this.databaseFigures.read();
  }

  @Get('integrity')
  async integrity() {
    try {
      return await this.integrityChecks.check();
    } catch (error) {
      // A harness waits for a shop that is busy, but not for a database that is not coming back.
      if (isDatabaseGone(error)) throw new ServiceUnavailableException('the database is gone or shutting down');
      throw new InternalServerErrorException(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Nobody listens, or PostgreSQL's class 57P: admin_shutdown, crash_shutdown, cannot_connect_now. */
function isDatabaseGone(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code.startsWith('57P');
}
