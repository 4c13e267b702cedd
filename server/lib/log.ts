import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** What PostgreSQL tells of a failure besides the words; its `detail` and `where` quote the row itself. */
const SAFE_FIELDS = ['constraint', 'table', 'column', 'routine'] as const;

/** An error without what may quote a person: kind, words, stack, its code and the names of what was violated. */
function describeError(error: Error): Record<string, unknown> {
  const { type, message, stack } = pino.stdSerializers.err(error);
  const given = error as unknown as Record<string, unknown>;
  const safe = SAFE_FIELDS.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : []));
  // Not under the name `code`, which is cut everywhere: a code signs a person in.
  return {
    type,
    message,
    stack,
    ...(given.code !== undefined && { failure: given.code }),
    ...Object.fromEntries(safe),
  };
}

/**
 * JSON lines on stdout; secrets and personal data are cut by name wherever they appear, and errors lose what quotes rows.
 * @param destination where the lines go instead, for tests.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      serializers: { err: describeError },
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
    },
    destination,
  );
}
