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

it('an address written in the code leads to a screen that is there: by type', () => {
  const lead = <To extends string>(to: KnownAddress<To>): string => to;
  const number: string = '2026-11-0001';
  const named: string = '/from/the/server';
  const led = [
    lead('/'),
    lead(`/staff/cases/${number}`),
    lead(`/staff/cases/${number}?act=answer`),
    lead('/staff/cases?overdue=yes'),
    lead(named),
    // @ts-expect-error: no such screen
    lead('/staff/assigments'),
    // @ts-expect-error: no such screen
    lead(`/staff/assigments/${number}`),
  ];
  expect(led).toHaveLength(7);
});
