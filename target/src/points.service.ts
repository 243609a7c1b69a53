import { BadRequestException, HttpException, HttpStatus, Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Point, PointHistory } from './entities.ts';
import { Faults } from './faults.ts';

/** The column is a 32-bit integer. */
const highestBalance = 2_000_000_000;

/** Charges and spends points. */
@Injectable()
export class PointsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly faults: Faults,
  ) {}

  async charge(userId: number, amount: number): Promise<{ balance: number }> {
    await this.faults.beforeTransaction();
    return this.dataSource.transaction(async (manager) => {
      await this.faults.beforeLock(manager);
      const points = await this.lock(manager, userId);
      if (points.balance + amount > highestBalance) {
        throw new BadRequestException(`a balance may not exceed ${highestBalance}`);
      }
      points.balance += amount;
      await manager.save(points);
      await manager.insert(PointHistory, { userId, amount, kind: 'CHARGE' });
      return { balance: points.balance };
    });
  }

  /** Takes points away inside the caller's transaction; 402 when there are not enough. */
  async spend(manager: EntityManager, userId: number, amount: number): Promise<void> {
    const points = await this.lock(manager, userId);
    if (points.balance < amount) throw new HttpException('not enough points', HttpStatus.PAYMENT_REQUIRED);
    points.balance -= amount;
    await manager.save(points);
    await manager.insert(PointHistory, { userId, amount: -amount, kind: 'USE' });
  }

  private async lock(manager: EntityManager, userId: number): Promise<Point> {
    const points = await manager.findOne(Point, { where: { userId }, lock: { mode: 'pessimistic_write' } });
    // A good token of a customer whom this database does not know.
    if (points === null) throw new UnauthorizedException('the token is not valid');
    return points;
  }
}
