import { AppError } from '../../../lib/errors.ts';

/** What was typed to prove who one is does not fit: the words, with what to do, stand at the field. */
export const wrongCode = (field: 'code' | 'password', message: string, details?: unknown): AppError =>
  new AppError('identity.wrong-code', message, { fields: { [field]: message }, details });
