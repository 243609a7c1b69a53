import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthController } from './auth.controller.ts';
import { AuthService } from './auth.service.ts';
import { dataSourceOptions } from './database.ts';
import { DatabaseFigures } from './database-figures.ts';
import { Faults } from './faults.ts';
import { Integrity } from './integrity.ts';
import { Leaks } from './leaks.ts';
import { OrdersController } from './orders.controller.ts';
import { OrdersService } from './orders.service.ts';
import { Passwords } from './passwords.ts';
import { PointsController } from './points.controller.ts';
import { PointsService } from './points.service.ts';
import { SETTINGS, type Settings } from './settings.ts';
import { SideTables } from './side-tables.ts';
import { StatusController } from './status.controller.ts';
import { Tokens } from './tokens.ts';

@Module({})
class AppModule {}

/** The shop with these settings. */
export function appModule(settings: Settings): DynamicModule {
  return {
    module: AppModule,
    imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(settings), retryAttempts: 0 })],
    controllers: [AuthController, PointsController, OrdersController, StatusController],
    providers: [
      { provide: SETTINGS, useValue: settings },
      AuthService,
      DatabaseFigures,
      Faults,
      Integrity,
      Leaks,
      SideTables,
      OrdersService,
      Passwords,
      PointsService,
      Tokens,
    ],
  };
}
