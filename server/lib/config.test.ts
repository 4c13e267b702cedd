import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const read = (env: Record<string, string>) => readConfig({ DATABASE_URL: 'postgres://x', ...env });

test.each([
  ['', []],
  ['10.0.0.5', ['10.0.0.5']],
  [' 10.0.0.5 , 10.1.0.0/16,fd00::/64 ', ['10.0.0.5', '10.1.0.0/16', 'fd00::/64']],
])('trusted proxies «%s»', (text, expected) => {
  expect(read({ OTKLIK_TRUSTED_PROXIES: text }).trustedProxies).toEqual(expected);
});

test.each(['nginx', '10.0.0.300', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.0/8/8', 'uniquelocal', '::/0', 'true'])(
  'trusted proxies «%s» are refused in words',
  (text) => {
    expect(() => read({ OTKLIK_TRUSTED_PROXIES: text })).toThrow(
      /Настройки неверны[\s\S]*не адрес и не сеть/,
    );
  },
);

test('the key to figures is none, or long enough', () => {
  expect(read({}).metricsToken).toBe('');
  expect(read({ OTKLIK_METRICS_TOKEN: 'a'.repeat(16) }).metricsToken).toBe('a'.repeat(16));
  expect(() => read({ OTKLIK_METRICS_TOKEN: 'short' })).toThrow(/16 знаков/);
});

test('an empty HOST is this machine alone, not every address there is', () => {
  expect(read({ HOST: '' }).host).toBe('127.0.0.1');
  expect(read({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
});
