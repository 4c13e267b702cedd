import { expect, test } from 'vitest';
import { netOf } from './net.ts';

test.each<[string, string | null]>([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:a:b::1', '2001:db8:a::/48'],
  ['2001:DB8:000a:ffff:1:2:3:4', '2001:db8:a::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['::1', '0:0:0::/48'],
  ['', null],
  ['unknown', null],
])('%s is of %s', (address, net) => {
  expect(netOf(address)).toBe(net);
});

test('neighbours of one net are one, those of two are two', () => {
  expect(netOf('203.0.113.1')).toBe(netOf('203.0.113.254'));
  expect(netOf('203.0.113.1')).not.toBe(netOf('203.0.112.1'));
  expect(netOf('2001:db8:a:1::')).toBe(netOf('2001:db8:a:ffff::9'));
  expect(netOf('2001:db8:a::')).not.toBe(netOf('2001:db8:b::'));
});
