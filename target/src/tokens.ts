import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import jsonwebtoken from 'jsonwebtoken';
import { SETTINGS, type Settings } from './settings.ts';

/** Longer than any soak test, whose customers sign up before it starts. */
const lifetime = '7d';

/** Signs and checks access tokens (HS256). The secret is JWT_SECRET, or a random one for the life of this process. */
@Injectable()
export class Tokens {
  private readonly key: string | KeyObject;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const secret = process.env.JWT_SECRET || randomBytes(32).toString('hex');
    this.key = settings.JWT_KEY === 'keyobject' ? createSecretKey(Buffer.from(secret)) : secret;
  }

  sign(userId: number): string {
    return jsonwebtoken.sign({}, this.key, { algorithm: 'HS256', subject: String(userId), expiresIn: lifetime });
  }

  /** The customer whose token an Authorization header carries; 401 when there is none or it is not ours. */
  readUserId(header: string | undefined): number {
    const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) throw new UnauthorizedException('a bearer token is needed');
    try {
      const userId = Number(jsonwebtoken.verify(token, this.key, { algorithms: ['HS256'] }).sub);
      if (Number.isInteger(userId)) return userId;
    } catch {
      // The reason (expired, malformed, another key) is not disclosed.
    }
    throw new UnauthorizedException('the token is not valid');
  }
}
