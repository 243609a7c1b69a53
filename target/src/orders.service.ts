import { ConflictException, Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Order } from './entities.ts';
import { Faults } from './faults.ts';
import { PointsService } from './points.service.ts';
import { SETTINGS, type Settings } from './settings.ts';
import { StockChanged, takeStock } from './stock.ts';

const maxAttempts = 20;

/** Places orders: stock and points change in one transaction, or not at all. */
@Injectable()
export class OrdersService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly points: PointsService,
    private readonly faults: Faults,
  ) {}

  async place(userId: number, productId: number, quantity: number): Promise<{ orderId: number; amount: number }> {
    await this.faults.beforeOrder();
    await this.faults.beforeTransaction();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction((manager) => this.placeIn(manager, userId, productId, quantity));
      } catch (error) {
        if (!(error instanceof StockChanged)) throw error;
        if (attempt === maxAttempts) throw new ConflictException(`the stock changed ${maxAttempts} times meanwhile`);
      }
    }
  }

  private async placeIn(manager: EntityManager, userId: number, productId: number, quantity: number) {
    await this.faults.beforeLock(manager);
    const price = await takeStock[this.settings.ORDER_LOCK](manager, productId, quantity);
    const amount = price * quantity;
    await this.points.spend(manager, userId, amount);
    const { identifiers } = await manager.insert(Order, { userId, productId, quantity, amount });
    await this.faults.whileHoldingLocks();
    return { orderId: identifiers[0]?.id as number, amount };
  }
}
