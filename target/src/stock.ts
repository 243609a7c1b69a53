import { ConflictException, NotFoundException } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Stock } from './entities.ts';
import type { Settings } from './settings.ts';

/**
 * Takes units from a product's stock in the caller's transaction; resolves to the price of one. 404 unknown, 409 sold
 * out.
 */
type TakeStock = (manager: EntityManager, productId: number, quantity: number) => Promise<number>;

/** Somebody else changed the row between our reading and our writing it: the transaction must be tried again. */
export class StockChanged extends Error {}

/** The ways in which ORDER_LOCK lets two orders for one product meet. */
export const takeStock: Record<Settings['ORDER_LOCK'], TakeStock> = {
  pessimistic: async (manager, productId, quantity) => {
    const stock = await manager.findOne(Stock, { where: { productId }, lock: { mode: 'pessimistic_write' } });
    return saveLess(manager, stock, quantity);
  },

  // Wrong on purpose: two orders read the same quantity, and one of them is lost.
  none: async (manager, productId, quantity) => {
    const stock = await manager.findOne(Stock, { where: { productId } });
    return saveLess(manager, stock, quantity);
  },

  optimistic: async (manager, productId, quantity) => {
    const stock = mustHave(await manager.findOne(Stock, { where: { productId } }), quantity);
    const { affected } = await manager.update(
      Stock,
      { productId, version: stock.version },
      { quantity: stock.quantity - quantity },
    );
    if (!affected) throw new StockChanged();
    return stock.price;
  },

  atomic: async (manager, productId, quantity) => {
    const { raw } = await manager
      .createQueryBuilder()
      .update(Stock)
      .set({ quantity: () => 'quantity - :quantity' })
      .where('"productId" = :productId and quantity >= :quantity')
      .setParameters({ productId, quantity })
      .returning('price')
      .execute();
    const price: number | undefined = raw[0]?.price;
    if (price !== undefined) return price;
    mustHave(await manager.findOne(Stock, { where: { productId } }), quantity);
    // Filled up between our two statements.
    throw new StockChanged();
  },
};

function mustHave(stock: Stock | null, quantity: number): Stock {
  if (stock === null) throw new NotFoundException('no such product');
  if (stock.quantity < quantity) throw new ConflictException('sold out');
  return stock;
}

async function saveLess(manager: EntityManager, found: Stock | null, quantity: number): Promise<number> {
  const stock = mustHave(found, quantity);
  stock.quantity -= quantity;
  await manager.save(stock);
  return stock.price;
}
