import { expect, it } from 'vitest';
import { splitAddress } from './page-address.ts';

it.each([
  ['/staff/cases', undefined, { to: '/staff/cases', search: {} }],
  [
    '/staff/cases?block=roads&overdue=yes',
    undefined,
    { to: '/staff/cases', search: { block: 'roads', overdue: 'yes' } },
  ],
  ['/staff/cases?q=%D1%8F%D0%BC%D0%B0', undefined, { to: '/staff/cases', search: { q: 'яма' } }],
  ['/m/1', { k: 'key' }, { to: '/m/1', search: { k: 'key' } }],
  ['/staff/cases?block=roads&q=1', { q: '2' }, { to: '/staff/cases', search: { block: 'roads', q: '2' } }],
])('%s with %j', (address, more, expected) => {
  expect(splitAddress(address, more)).toEqual(expected);
});
