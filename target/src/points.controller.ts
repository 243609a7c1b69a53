import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { AuthGuard, UserId } from './auth.guard.ts';
import { readInteger } from './body.ts';
import { PointsService } from './points.service.ts';

const highestCharge = 1_000_000_000;

@Controller('api/points')
@UseGuards(AuthGuard)
export class PointsController {
  constructor(private readonly points: PointsService) {}

  @Post('charge')
  @HttpCode(200)
  charge(@UserId() userId: number, @Body() body: unknown) {
    return this.points.charge(userId, readInteger(body, 'amount', 1, highestCharge));
  }
}
