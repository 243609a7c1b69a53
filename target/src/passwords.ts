import { Inject, Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import bcryptjs from 'bcryptjs';
import { KNOBS, type Knobs } from './knobs.ts';

/** Hashes passwords in the way BCRYPT_IMPL says. */
@Injectable()
export class Passwords {
  constructor(@Inject(KNOBS) private readonly knobs: Knobs) {}

  async hash(password: string): Promise<string> {
    const { BCRYPT_IMPL, BCRYPT_COST } = this.knobs;
    if (BCRYPT_IMPL === 'sync') return bcrypt.hashSync(password, BCRYPT_COST);
    if (BCRYPT_IMPL === 'js') return bcryptjs.hash(password, BCRYPT_COST);
    return bcrypt.hash(password, BCRYPT_COST);
  }
}
