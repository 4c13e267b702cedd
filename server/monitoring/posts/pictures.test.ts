import { describe, expect, test } from 'vitest';
import { AppError } from '../../lib/errors.ts';
import { HostResting, OutboundFailure, OutboundRefused } from '../../lib/outbound/failures.ts';
import { isOfPage, whyNotFetched, whyNotStored } from './pictures.ts';

describe('a picture that did not come', () => {
  test.each<[string, Error, string, boolean]>([
    [
      'from a host that asks for patience',
      new HostResting('a.example', 5000),
      'Сеть просит подождать',
      false,
    ],
    ['from a host that fell silent', new OutboundFailure('late', true), 'Сеть не ответила', false],
    ['that is too large', new OutboundFailure('too-large', true), 'Картинка больше 15 МБ', true],
    ['from where nothing may go', new OutboundRefused('no'), 'По этому адресу не ходим', true],
    ['by an address that is none', new TypeError('no address'), 'По этому адресу не ходим', true],
  ])('%s', (_, error, reason, isOver) => {
    expect(whyNotFetched(error)).toEqual({ reason, isOver });
  });
});

test.each<[string, unknown, string, boolean]>([
  ['that finds no room is tried again', new AppError('lib.unavailable', 'Нет места'), 'Нет места', false],
  ['that is none is not', new AppError('files.bad-content', 'Битая'), 'Это не картинка', true],
  ['that breaks its reader is not', new Error('broken'), 'Это не картинка', true],
  ['whose reader throws no error is not', { code: 'lib.unavailable' }, 'Это не картинка', true],
])('a picture %s', (_, error, reason, isOver) => {
  expect(whyNotStored(error)).toEqual({ reason, isOver });
});

describe('an address inside the private network', () => {
  const inside = { mayBePrivate: true, baseUrl: 'http://10.0.0.5:8080/api' };
  test.each<[string, string, Parameters<typeof isOfPage>[1], boolean]>([
    ['of the page’s own stand-in is asked', 'http://10.0.0.5:8080/photo.jpg', inside, true],
    ['of another port is not', 'http://10.0.0.5:8081/photo.jpg', inside, false],
    ['of another host is not', 'http://10.0.0.6:8080/photo.jpg', inside, false],
    ['by another scheme is not', 'https://10.0.0.5:8080/photo.jpg', inside, false],
    [
      'of a page that may not go there is not',
      'http://10.0.0.5:8080/p.jpg',
      { ...inside, mayBePrivate: false },
      false,
    ],
    ['of a page without an address is not', 'not an address', { ...inside, baseUrl: '' }, false],
    ['of no page is not', 'http://10.0.0.5:8080/photo.jpg', null, false],
  ])('%s', (_, url, access, isAsked) => {
    expect(isOfPage(url, access)).toBe(isAsked);
  });
});
