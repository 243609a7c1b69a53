import { Body, Controller, Post } from '@nestjs/common';
import { AuthService } from './auth.service.ts';
import { readCredentials } from './body.ts';

@Controller('api/auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('register')
  register(@Body() body: unknown) {
    const { email, password } = readCredentials(body);
    return this.auth.register(email, password);
  }
}
