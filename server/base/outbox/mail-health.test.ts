import { expect, it } from 'vitest';

import { SmtpFailure } from '../../lib/outbound/smtp.ts';
import { judgeGreeting } from './mail-health.ts';

const broken = (message: string, code: string) =>
  new SmtpFailure('later', 'Почтовый сервер недоступен', '', Object.assign(new Error(message), { code }));

it.each([
  ['a wrong password', new SmtpFailure('key', 'Не принял', '535 no'), 'password'],
  ['an expired certificate', broken('certificate has expired', 'ESOCKET'), 'certificate'],
  ['one of its own', broken('self-signed certificate', 'ESOCKET'), 'certificate'],
  ['a name nobody has', broken('getaddrinfo ENOTFOUND smtp.town.invalid', 'EDNS'), 'unknown-host'],
  ['a closed port', broken('connect ECONNREFUSED 127.0.0.1:25', 'ESOCKET'), 'away'],
  ['silence', broken('Connection timeout', 'ETIMEDOUT'), 'away'],
  ['words of refusal', new SmtpFailure('refused', 'Отказал', '554 no'), 'refused'],
] as const)('%s', (_, error, code) => {
  expect(judgeGreeting(error).map((one) => one.code)).toEqual([code]);
});

it('tells what was said', () => {
  expect(judgeGreeting(new SmtpFailure('key', 'Не принял', '535 no'))[0]?.words).toBe('535 no.');
  expect(judgeGreeting(broken('x', 'ETIMEDOUT'))[0]?.words).toBe('Почтовый сервер недоступен.');
});
