import { ConflictException, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Point, User } from './entities.ts';
import { Passwords } from './passwords.ts';
import { Tokens } from './tokens.ts';

/** Signs customers up. */
@Injectable()
export class AuthService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly passwords: Passwords,
    private readonly tokens: Tokens,
  ) {}

  async register(email: string, password: string): Promise<{ id: number; accessToken: string }> {
    const hash = await this.passwords.hash(password);
    const id = await this.dataSource.transaction(async (manager) => {
      // Not an error of the database: its log would then show the e-mail.
      const { raw } = await manager
        .createQueryBuilder()
        .insert()
        .into(User)
        .values({ email, password: hash })
        .orIgnore()
        .execute();
      const userId: number | undefined = raw[0]?.id;
      if (userId === undefined) throw new ConflictException('this e-mail is taken');
      await manager.insert(Point, { userId, balance: 0 });
      return userId;
    });
    return { id, accessToken: this.tokens.sign(id) };
  }
}
