import { expect, test } from 'vitest';
import { secretOfOkSession, signOkCall } from './ok-sign.ts';

/** The example of apiok.ru («Подпись запросов»). */
const token = '-s-84W-s3egarWUsbkq-IWTucuedzTKT8VUXIA.s4Xx8IW7';
const params = { application_key: 'ABCDEFGHIGKLMNOPK', format: 'json', method: 'events.get' };

test('a session of a server is signed as the network’s own example', () => {
  const secret = secretOfOkSession(token, 'ABC123DEF456GHI789JKL123');
  expect(secret).toBe('b1a2b89707a94624c43afae67d59274c');
  expect(signOkCall(params, secret)).toBe('232c8eb921951c4dba9b72606f9ddb4c');
});

test('so is one of a client, by the secret it came with', () => {
  expect(signOkCall(params, 'ae5362b5b588cc7294c2414d71b74d5d')).toBe('03a41413523ea8092507949d6e711963');
});

test('the session and an older signature are no part of what is signed, and the order of names says nothing', () => {
  const more = { sig: 'x', session_key: 'y', access_token: token, method: 'events.get', format: 'json' };
  expect(signOkCall({ ...more, application_key: 'ABCDEFGHIGKLMNOPK' }, 's')).toBe(signOkCall(params, 's'));
  expect(signOkCall({ ...params, count: '1' }, 's')).not.toBe(signOkCall(params, 's'));
});
