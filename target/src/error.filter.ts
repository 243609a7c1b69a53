import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { logLine } from './log.ts';

/**
 * Turns every error into a response. What we did not mean to say stays here: no stack, no SQL, no value leaves the
 * shop.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const { statusCode, message } = describe(error);
    if (response.headersSent) response.end();
    else response.status(statusCode).json({ statusCode, message });
  }
}

function describe(error: unknown): { statusCode: number; message: string } {
  // The message of a body parser may quote the body, and Nest wraps them as its own.
  if (error instanceof HttpException && !(error.cause instanceof SyntaxError)) {
    const statusCode = error.getStatus();
    const isBodyParser = statusCode === 400 && /JSON/.test(error.message);
    return { statusCode, message: isBodyParser ? 'the body is no JSON' : error.message };
  }
  const { status, name, message } = error as { status?: number; name?: string; message?: string };
  if (status !== undefined && status >= 400 && status < 500) {
    return { statusCode: status, message: 'the request cannot be read' };
  }
  // The message only: TypeORM's errors also carry the statement's parameters.
  logLine(`500: ${name ?? 'Error'}: ${message ?? String(error)}`);
  return { statusCode: 500, message: 'Internal server error' };
}
