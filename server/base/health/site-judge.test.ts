import { expect, it } from 'vitest';
import type { SiteReply } from '../../lib/outbound/ask-site.ts';
import { judgeSite } from './site-judge.ts';

const now = new Date('2026-12-01T09:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const certificate = { endsAt: inDays(60), doubt: '' };
const home: SiteReply = { failure: '', status: 200, body: '{"status":"ok"}', certificate };
const probe: SiteReply = { failure: '', status: 100, body: '', certificate };

it.each<[string, Partial<SiteReply>, Partial<SiteReply>, string[]]>([
  ['well', {}, {}, []],
  ['an address without a certificate', { certificate: null }, {}, []],
  ['nobody there', { failure: 'соединение отвергнуто', status: 0, certificate: null }, {}, ['away']],
  ['another page', { body: '<h1>It works!</h1>' }, {}, ['foreign']],
  ['an error of the proxy', { status: 502, body: '' }, {}, ['unreached']],
  ['an error of another program', { status: 500 }, {}, ['foreign']],
  ['two weeks left', { certificate: { endsAt: inDays(14), doubt: '' } }, {}, []],
  ['less', { certificate: { endsAt: inDays(13.9), doubt: '' } }, {}, ['ending']],
  [
    'over, whatever else is wrong with it',
    { certificate: { endsAt: inDays(-0.1), doubt: 'x' } },
    {},
    ['ended'],
  ],
  ['doubtful', { certificate: { endsAt: inDays(60), doubt: 'x' } }, {}, ['doubtful']],
  ['a large request is refused', {}, { status: 413 }, ['small-body']],
  ['the program behind does not know the announced one', {}, { status: 404 }, []],
  ['a proxy that says nothing to what is announced', {}, { failure: 'ответа нет', status: 0 }, []],
])('site: %s', (_, ofHome, ofProbe, expected) => {
  expect(judgeSite({ ...home, ...ofHome }, { ...probe, ...ofProbe }, now).map(({ code }) => code)).toEqual(
    expected,
  );
});
