import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRoute } from '../../shared/contract/route.ts';
import { buildUrl } from './api.ts';
import { fillPath, writeQuery } from './api-path.ts';
import { asProblem, isPassing, readProblem } from './api-problem.ts';
import { fieldsOf, fieldWords } from './commands/failure.ts';
import { packDraft, unpackDraft } from './draft-format.ts';
import { parseQuery, stringifyQuery } from './url-query.ts';

describe('paths', () => {
  it('fill parameters and stay under /api', () => {
    expect(fillPath('/api/cases/:number/files/:id', { number: '2026-11-0412', id: 7 })).toBe(
      '/api/cases/2026-11-0412/files/7',
    );
    expect(fillPath('/session')).toBe('/api/session');
  });
  it('let no parameter out of its place', () =>
    expect(fillPath('/api/e/:token', { token: '../x?y' })).toBe('/api/e/..%2Fx%3Fy'));
  it('refuse a missing parameter', () => expect(() => fillPath('/api/e/:token', {})).toThrow(':token'));
});

describe('queries', () => {
  it('leave out what is empty and repeat lists', () => {
    expect(writeQuery({ block: ['roads', 'waste'], q: '', page: 2, from: undefined, own: false })).toBe(
      '?block=roads&block=waste&page=2&own=false',
    );
    expect(writeQuery({})).toBe('');
  });
  it('of the address are plain words', () => {
    expect(parseQuery('?block=roads&q=%D1%8F%D0%BC%D0%B0')).toEqual({ block: 'roads', q: 'яма' });
    expect(stringifyQuery({ block: 'roads', page: 2, q: '' })).toBe('?block=roads&page=2');
  });
  it('come from the input of a route', () => {
    const route = defineRoute({
      id: 'cases.list',
      method: 'GET',
      path: '/api/districts/:district/cases',
      access: 'staff',
      summary: '',
      params: z.object({ district: z.string() }),
      query: z.object({ q: z.string().optional() }),
      reply: z.object({}),
    });
    expect(buildUrl(route, { params: { district: 'sinarsky' }, query: { q: 'яма' } })).toBe(
      '/api/districts/sinarsky/cases?q=%D1%8F%D0%BC%D0%B0',
    );
  });
});

describe('problems', () => {
  const body = JSON.stringify({
    code: 'lib.bad-input',
    detail: 'Проверьте поля.',
    requestId: 'r-1',
    fields: { 'body.phone': 'Укажите телефон' },
  });
  it('are read from problem+json', () => {
    const problem = readProblem(400, body);
    expect(problem).toMatchObject({
      code: 'lib.bad-input',
      status: 400,
      requestId: 'r-1',
      message: 'Проверьте поля.',
    });
    expect(isPassing(problem)).toBe(false);
    const fields = fieldsOf(problem);
    expect(fields).toEqual({ phone: 'Укажите телефон' });
    expect(fieldWords([{ fields }], { phone: 'contact-phone' })).toEqual({
      'contact-phone': 'Укажите телефон',
    });
  });
  it.each(['<html>502</html>', '', '{"message":"no"}'])('survive a foreign page: %s', (text) => {
    const problem = readProblem(502, text, (name) => (name === 'x-request-id' ? 'r-2' : null));
    expect(problem).toMatchObject({ code: 'unreadable', status: 502, requestId: 'r-2' });
    expect(isPassing(problem)).toBe(true);
    expect(fieldsOf(problem)).toEqual({});
  });
  it('wrap anything thrown', () => expect(asProblem(new TypeError('x')).code).toBe('unreadable'));
});

describe('drafts', () => {
  const day = 86_400_000;
  const kept = packDraft({ text: 'яма' }, 1, 1000);
  it('come back', () =>
    expect(unpackDraft(kept, 1, 1000 + day)).toEqual({ value: { text: 'яма' }, savedAt: 1000 }));
  it.each([
    ['another version', kept, 2, 1000],
    ['too old', kept, 1, 1000 + 15 * day],
    ['damaged', '{', 1, 1000],
    ['none', null, 1, 1000],
  ])('are dropped: %s', (_, text, version, now) => expect(unpackDraft(text, version, now)).toBeNull());
});
