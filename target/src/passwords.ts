import { Inject, Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import bcryptjs from 'bcryptjs';
import { SETTINGS, type Settings } from './settings.ts';

/** Hashes passwords in the way BCRYPT_IMPL says. */
@Injectable()
export class Passwords {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async hash(password: string): Promise<string> {
    const { BCRYPT_IMPL, BCRYPT_COST } = this.settings;
    if (BCRYPT_IMPL === 'sync') return bcrypt.hashSync(password, BCRYPT_COST);
    if (BCRYPT_IMPL === 'js') return bcryptjs.hash(password, BCRYPT_COST);
    return bcrypt.hash(password, BCRYPT_COST);
  }
}
