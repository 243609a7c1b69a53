import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Tokens } from './tokens.ts';

type SignedRequest = Request & { userId: number };

/** Lets a request through whose bearer token is ours. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    request.userId = this.tokens.readUserId(request.headers.authorization);
    return true;
  }
}

/** A parameter of a guarded handler: the id of the customer. */
export const UserId = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SignedRequest>().userId,
);
