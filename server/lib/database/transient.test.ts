import { expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { isTransient } from './transient.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each([
  ['connection refused', withCode('ECONNREFUSED')],
  ['connection reset', withCode('ECONNRESET')],
  ['name not known for now', withCode('EAI_AGAIN')],
  ['no space for a file', withCode('ENOSPC')],
  ['connection failure', withCode('08006')],
  ['serialization failure', withCode('40001')],
  ['deadlock', withCode('40P01')],
  ['disk full', withCode('53100')],
  ['too many connections', withCode('53300')],
  ['statement timeout', withCode('57014')],
  ['shut down by an administrator', withCode('57P01')],
  ['crash of another backend', withCode('57P02')],
  ['starting up', withCode('57P03')],
  ['disk error', withCode('58030')],
  ['standby', withCode('25006')],
  ['pool exhausted', new Error('timeout exceeded when trying to connect')],
  ['cut', new Error('Connection terminated unexpectedly')],
  ['broken client', new Error('Client has encountered a connection error and is not queryable')],
  ['stopping', new Error('Cannot use a pool after calling end on the pool')],
  ['wrapped', new Error('job failed', { cause: withCode('57P01') })],
])('%s passes by itself', (_name, error) => {
  expect(isTransient(error)).toBe(true);
});

test.each([
  ['unique violation', withCode('23505')],
  ['no such table', withCode('42P01')],
  ['no right', withCode('42501')],
  ['transaction aborted before', withCode('25P02')],
  ['a code that only begins alike', withCode('0800')],
  ['no such file', withCode('ENOENT')],
  ['a bug', new TypeError('x is not a function')],
  ['a refusal', new AppError('lib.conflict', 'Уже занято.')],
  ['not an error', 'ECONNREFUSED'],
  ['nothing', undefined],
])('%s does not', (_name, error) => {
  expect(isTransient(error)).toBe(false);
});
