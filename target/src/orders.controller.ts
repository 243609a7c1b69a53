import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { AuthGuard, UserId } from './auth.guard.ts';
import { readInteger } from './body.ts';
import { OrdersService } from './orders.service.ts';

const highestProductId = 2_147_483_647;
const highestQuantity = 1_000_000;

@Controller('api/orders')
@UseGuards(AuthGuard)
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post()
  place(@UserId() userId: number, @Body() body: unknown) {
    const productId = readInteger(body, 'productId', 1, highestProductId);
    const quantity = readInteger(body, 'quantity', 1, highestQuantity);
    return this.orders.place(userId, productId, quantity);
  }
}
