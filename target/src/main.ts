import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { appModule } from './app.module.ts';
import { prepareDatabase } from './database.ts';
import { ErrorFilter } from './error.filter.ts';
import { failEvery } from './faults.ts';
import { readSettings, type Settings } from './settings.ts';

const exitCodes = { badSetting: 2, portTaken: 3, noDatabase: 4 } as const;
const shutdownDeadlineMs = 3_000;
/**
 * Far above a load generator's pauses: with Node's 5 s, a reused connection may be closed just as a request is sent, an
 * error that is neither side's fault.
 */
const keepAliveMs = 65_000;

async function main(): Promise<void> {
  const { settings, problems } = readSettings(process.env);
  if (problems.length > 0) fail(exitCodes.badSetting, ...problems);
  const app = await createApp(settings).catch((error: Error) =>
    fail(exitCodes.noDatabase, `cannot use the database: ${error.message || (error as NodeJS.ErrnoException).code}`),
  );
  const server = await listen(app, settings);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => shutDown(app, server));
  const { port } = server.address() as AddressInfo;
  const host = settings.HOST === '0.0.0.0' || settings.HOST === '::' ? '127.0.0.1' : settings.HOST;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid, port, url })}\n`);
}

async function createApp(settings: Settings): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(appModule(settings), {
    logger: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.useGlobalFilters(new ErrorFilter());
  if (settings.FAULT_STATUS_EVERY > 0) app.use(failEvery(settings.FAULT_STATUS_EVERY));
  await prepareDatabase(app.get(DataSource), settings);
  return app;
}

async function listen(app: NestExpressApplication, { PORT, HOST }: Settings): Promise<Server> {
  const server: Server = app.getHttpServer();
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = keepAliveMs + 1_000;
  await app.listen(PORT, HOST).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used: ${error.message}`;
    fail(exitCodes.portTaken, `port ${PORT} ${reason}`);
  });
  return server;
}

/**
 * Open requests are answered, then the pool ends; a leaked connection would keep it waiting for ever, hence the
 * deadline.
 */
function shutDown(app: NestExpressApplication, server: Server): void {
  setTimeout(() => process.exit(0), shutdownDeadlineMs).unref();
  // Node closes the connections that are idle now; those that become idle later would be kept for keepAliveMs.
  setInterval(() => server.closeIdleConnections(), 50).unref();
  app.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

function fail(exitCode: number, ...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(exitCode);
}

await main();
