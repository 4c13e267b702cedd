import { expect, it } from 'vitest';
import { readCookie } from './cookies.ts';

it.each([
  [undefined, null],
  ['', null],
  ['other=1', null],
  ['otklik.session=a', 'a'],
  ['other=1; otklik.session=a; more=2', 'a'],
  ['other=1;otklik.session=a', 'a'],
  ['xotklik.session=a', null],
  ['otklikXsession=a', null],
  ['otklik.session=a.b%2Bc%3D', 'a.b+c='],
  ['otklik.session=a==', 'a=='],
  ['otklik.session=%E0%A4%A', '%E0%A4%A'],
  ['otklik.session=first; otklik.session=last', 'last'],
  ['otklik.session=', ''],
  ['otklik.session', null],
])('of the cookies %j reads %j', (cookie, value) => {
  expect(readCookie({ cookie }, 'otklik.session')).toBe(value);
});
