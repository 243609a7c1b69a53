import { BadRequestException } from '@nestjs/common';

const longestEmail = 254;
const shortestPassword = 8;
/** bcrypt reads no more than this; a longer password would be cut in silence. */
const longestPasswordBytes = 72;

/** The body as an object, no matter what was sent. */
function fieldsOf(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** The whole number `name` of a request body; 400 when it is absent or outside of min..max. */
export function readInteger(body: unknown, name: string, min: number, max: number): number {
  const value = fieldsOf(body)[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new BadRequestException(`${name} must be a whole number from ${min} to ${max}`);
}

/** E-mail and password of a request body; 400 when one is absent or malformed. The values are never repeated. */
export function readCredentials(body: unknown): { email: string; password: string } {
  const { email, password } = fieldsOf(body);
  if (typeof email !== 'string' || email.length > longestEmail || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw new BadRequestException('email must be an e-mail address');
  }
  if (typeof password !== 'string' || password.length < shortestPassword) {
    throw new BadRequestException(`password must have at least ${shortestPassword} characters`);
  }
  if (Buffer.byteLength(password) > longestPasswordBytes) {
    throw new BadRequestException(`password must have at most ${longestPasswordBytes} bytes`);
  }
  return { email: email.toLowerCase(), password };
}
