import { type Logger as PinoLogger, pino } from 'pino';
import type { Config } from './config.ts';

export type Logger = PinoLogger;

/** JSON lines on standard output. Nothing personal goes in: no bodies, no query strings, no cookies, no addresses. */
export function createLogger(level: Config['logLevel']): Logger {
  return pino({
    level,
    base: null,
    redact: { paths: ['*.password', '*.secret', '*.cookie', '*.authorization'], remove: true },
  });
}
