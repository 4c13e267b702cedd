import { expect, it } from 'vitest';
import type {} from '../portal/routes.tsx';
import type {} from '../staff/sections.ts';
import { type KnownAddress, splitAddress } from './page-address.ts';

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

/** Whether a link to it is let through by type. */
type IsLed<To extends string> = To extends KnownAddress<To> ? true : false;

it('an address written in the code leads to a screen that is there: by type', () => {
  const led: [
    IsLed<'/'>,
    IsLed<`/staff/cases/${string}`>,
    IsLed<`/staff/cases/${string}?act=answer`>,
    IsLed<'/staff/cases?overdue=yes'>,
    IsLed<string>,
    IsLed<'/staff/assigments'>,
    IsLed<`/staff/assigments/${string}`>,
  ] = [true, true, true, true, true, false, false];
  expect(led).toHaveLength(7);
});
