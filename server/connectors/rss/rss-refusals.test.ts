import { describe, expect, it } from 'vitest';
import {
  type FeedSite,
  feedAccess,
  keepFeedSite,
  plainItem,
  rssFeed,
} from '../../../tests/fakes/rss/feed-site.ts';
import { NetworkFailure, type Pulled } from '../../base/networks/index.ts';
import { rssConnector } from './index.ts';

let site: FeedSite;
keepFeedSite((started) => {
  site = started;
});

const pull = (cursor = '', page = feedAccess(site)): Promise<Pulled> => rssConnector.pull!(page, cursor);
const troubleOf = (page = feedAccess(site)): Promise<unknown> =>
  pull('', page).then(
    () => 'none',
    (error: unknown) => (error instanceof NetworkFailure ? error.trouble : error),
  );

describe('a feed that cannot be read', () => {
  it.each([
    [410, 'missing'],
    [404, 'later'],
    [500, 'later'],
    [401, 'rights'],
    [403, 'rights'],
  ])('%i is %s', async (status, trouble) => {
    site.answer('/feed', status);
    expect(await troubleOf()).toBe(trouble);
  });

  it('asks to wait', async () => {
    site.answer('/feed', 429, { 'retry-after': '120' });
    await expect(pull()).rejects.toMatchObject({ trouble: 'later', retryAfter: 120_000 });
    await expect(pull()).rejects.toMatchObject({ trouble: 'later' });
    expect(site.calls).toHaveLength(1);
  });

  it.each([
    ['a page of a site', '<!doctype html><html><body>Новости</body></html>', {}],
    ['nothing', '', {}],
    ['broken', '<rss><channel><item>', {}],
    ['of an unknown charset', '<rss/>', { 'content-type': 'text/xml; charset=x-none' }],
    ['too large', ' '.repeat(3_000_001), {}],
  ])('%s is no feed', async (_, body, headers) => {
    site.put('/feed', body, headers);
    expect(await troubleOf()).toBe('form');
  });

  it('leads round and round, to nowhere, or into the private network', async () => {
    site.answer('/feed', 301, { location: '/feed' });
    expect(await troubleOf()).toBe('form');
    site.answer('/feed', 302);
    expect(await troubleOf()).toBe('form');
    expect(await troubleOf(feedAccess(site, '/feed', { mayBePrivate: false }))).toBe('refused');
    expect(await troubleOf(feedAccess(site, '/feed', { pageId: 'file:///etc/passwd' }))).toBe('refused');
  });

  it.each([
    [404, 'Ленты по этому адресу нет (404)'],
    [500, 'Сайт ленты ответил ошибкой (500)'],
  ])('tells of %i what it means', async (status, words) => {
    site.answer('/feed', status);
    await expect(pull()).rejects.toThrow(words);
  });

  it('follows five redirects and no sixth', async () => {
    const chain = (length: number): void => {
      for (let at = 0; at < length; at += 1)
        site.answer(at === 0 ? '/feed' : `/hop-${at}`, 302, { location: `/hop-${at + 1}` });
      site.put(`/hop-${length}`, rssFeed(plainItem('a', 'Вода')), {});
    };
    chain(5);
    expect(await troubleOf()).toBe('none');
    chain(6);
    await expect(pull()).rejects.toThrow('по кругу');
  });

  it.each(['http://', 'https://['])('leads to %s, which is no address', async (location) => {
    site.answer('/feed', 301, { location });
    await expect(pull()).rejects.toThrow('в никуда');
  });

  it('expands no entities of its own making', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]>`;
    site.put('/feed', rssFeed(plainItem('a', 'Вода &b;'), bomb));
    const trouble = await troubleOf();
    const read = trouble === 'none' ? (await pull()).readings : [];
    expect(['none', 'form']).toContain(trouble);
    expect(JSON.stringify(read.map(({ facts }) => facts)).length).toBeLessThan(1000);
  });
});

it('a person is told whether the feed can be read', async () => {
  site.put('/feed', rssFeed(plainItem('a', 'Вода')));
  expect(await rssConnector.tryKeys(feedAccess(site))).toEqual([{ pageFunction: 'posts', refusal: null }]);
  site.answer('/feed', 410);
  expect(await rssConnector.tryKeys(feedAccess(site))).toEqual([
    { pageFunction: 'posts', refusal: 'Лента закрыта навсегда (410): отключите источник' },
  ]);
});
