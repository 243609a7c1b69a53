import { Controller, Get, Inject } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { serverVersion } from './database.ts';
import { Integrity } from './integrity.ts';
import { KNOBS, type Knobs, publicKnobs } from './knobs.ts';

@Controller()
export class StatusController {
  private postgresVersion: Promise<string> | undefined;

  constructor(
    @Inject(KNOBS) private readonly knobs: Knobs,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly integrityChecks: Integrity,
  ) {}

  @Get('health')
  health() {
    return { status: 'ok', service: 'caseload-shop' };
  }

  /** Knobs in capitals, as in the environment; facts in camel case. */
  @Get('config')
  async config() {
    this.postgresVersion ??= serverVersion(this.dataSource);
    return { ...publicKnobs(this.knobs), postgresVersion: await this.postgresVersion, nodeVersion: process.version };
  }

  @Get('integrity')
  integrity() {
    return this.integrityChecks.check();
  }
}
