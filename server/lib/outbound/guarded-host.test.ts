import { expect, it } from 'vitest';
import { OutboundRefused } from './failures.ts';
import { guardHost } from './guarded-host.ts';

it.each(['127.0.0.1', '10.0.0.1', '::1', 'localhost'])(
  '%s is refused where the setting does not allow it',
  (host) => expect(guardHost(host, false)).rejects.toThrow(OutboundRefused),
);

it('a number of the open Internet stays as it is, and so does whatever the setting allows', async () => {
  expect(await guardHost('93.184.216.34', false)).toBe('93.184.216.34');
  expect(await guardHost('127.0.0.1', true)).toBe('127.0.0.1');
  expect(await guardHost('mail.city.local', true)).toBe('mail.city.local');
});
