import { type ErrorCode, errorStatus } from '../../shared/contract/errors.ts';

/** A failure the caller can understand and act on. Anything else thrown is a bug and is logged as one. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;
  /** Input name → what is wrong with it, in Russian. */
  readonly fields: Record<string, string> | undefined;
  /** Seconds after which a retry makes sense. */
  readonly retryAfter: number | undefined;

  /** @param message the Russian sentence a person will read: what is wrong and what to do. */
  constructor(
    code: ErrorCode,
    message: string,
    more: { details?: unknown; fields?: Record<string, string>; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = more.details;
    this.fields = more.fields;
    this.retryAfter = more.retryAfter;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** A refusal of one field, in the same words beside it and above the form. */
export const badField = (field: string, message: string): AppError =>
  new AppError('lib.bad-input', message, { fields: { [field]: message } });
