import { type Logger, pino } from 'pino';

export type Log = Logger;

/** JSON lines on stdout; secrets and personal data are cut by name wherever they appear. */
export function createLog(level: string): Log {
  return pino({
    level,
    redact: {
      paths: [
        'password',
        'token',
        'code',
        'phone',
        'email',
        'authorization',
        'cookie',
        '*.password',
        '*.token',
        '*.code',
        '*.phone',
        '*.email',
        '*.authorization',
        '*.cookie',
        'req.headers.cookie',
        'req.headers.authorization',
      ],
      censor: '[скрыто]',
    },
  });
}
