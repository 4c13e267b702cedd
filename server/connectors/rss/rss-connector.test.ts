import { describe, expect, it } from 'vitest';
import {
  type FeedSite,
  feedAccess,
  keepFeedSite,
  plainItem,
  rssFeed,
  rssItem,
  SITE_CHANGED,
  SITE_NOW,
} from '../../../tests/fakes/rss/feed-site.ts';
import type { Pulled, SeenPost } from '../../base/networks/index.ts';
import { rssConnector } from './index.ts';

let site: FeedSite;
keepFeedSite((started) => {
  site = started;
});

const pull = (cursor = '', page = feedAccess(site)): Promise<Pulled> => rssConnector.pull!(page, cursor);
const postsOf = ({ readings }: Pulled): SeenPost[] =>
  readings.flatMap(({ facts }) => facts.flatMap((one) => (one.fact === 'seen' ? [one.post] : [])));

describe('what a feed shows', () => {
  it('comes oldest first, with its words, its picture and the place it stands at', async () => {
    site.put(
      '/feed',
      rssFeed(
        rssItem(
          '<guid isPermaLink="false">b</guid><link>https://news.example/b</link><title>Труба &amp; вода</title>' +
            '<description><![CDATA[<p>Прорвало&nbsp;трубу</p><script>x()</script>на&nbsp;ул.&#160;Титова]]></description>' +
            '<pubDate>Mon, 30 Nov 2026 06:00:00 MSK</pubDate>' +
            '<enclosure url="https://news.example/b.jpg" type="image/jpeg" length="1"/>' +
            '<media:content url="https://news.example/c.jpg" medium="image"/>',
        ) + plainItem('a', 'Свет'),
      ),
    );
    const pulled = await pull();
    expect(postsOf(pulled).map(({ text }) => text)).toEqual([
      'Свет\n\nТекст',
      'Труба & вода\n\nПрорвало трубу\nна ул. Титова',
    ]);
    expect(postsOf(pulled)[1]).toMatchObject({
      kind: 'article',
      parentId: null,
      isOwn: true,
      url: 'https://news.example/b',
      pictures: ['https://news.example/b.jpg', 'https://news.example/c.jpg'],
      postedAt: new Date('2026-11-30T03:00:00Z'),
      editedAt: null,
    });
    expect(pulled.isMore).toBe(false);
    expect(JSON.parse(pulled.readings[1]!.raw)).toMatchObject({ title: 'Труба & вода' });
  });

  it('is read of Atom, RDF and JSON too, and of the full text made for Yandex', async () => {
    site.put(
      '/feed',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>u</id><updated>2026-11-30T00:00:00Z</updated><entry><id>urn:1</id><title type="html">&lt;b&gt;Лифт&lt;/b&gt;</title><link href="https://news.example/2"/><updated>2026-11-30T01:00:00Z</updated><published>2026-11-29T01:00:00Z</published><author><name>Пресс-служба</name></author><content type="html">&lt;p&gt;стоит&lt;/p&gt;</content></entry></feed>',
    );
    expect(postsOf(await pull())).toMatchObject([
      {
        text: 'Лифт\n\nстоит',
        authorName: 'Пресс-служба',
        url: 'https://news.example/2',
        postedAt: new Date('2026-11-29T01:00:00Z'),
      },
    ]);
    site.put(
      '/feed',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>R</title></channel><item rdf:about="https://news.example/3"><title>Яма</title><link>https://news.example/3</link><description>на дороге</description><dc:date>2026-11-28T01:00:00Z</dc:date></item></rdf:RDF>',
    );
    expect(postsOf(await pull())).toMatchObject([
      { text: 'Яма\n\nна дороге', postedAt: new Date('2026-11-28T01:00:00Z') },
    ]);
    site.put(
      '/feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'j',
        items: [
          {
            id: '1',
            content_text: 'Темно',
            url: 'https://news.example/4',
            date_published: '2026-11-27T01:00:00Z',
          },
        ],
      }),
    );
    expect(postsOf(await pull())).toMatchObject([
      { text: 'Темно', postedAt: new Date('2026-11-27T01:00:00Z') },
    ]);
    site.put(
      '/feed',
      rssFeed(
        rssItem('') +
          plainItem('a', 'Первая') +
          rssItem(
            '<guid>b</guid><title>Вторая</title><description>коротко</description><yandex:full-text>Полный <![CDATA[текст]]> статьи</yandex:full-text>',
          ),
      ),
    );
    expect(postsOf(await pull()).map(({ text }) => text)).toEqual([
      'Вторая\n\nПолный текст статьи',
      'Первая\n\nТекст',
    ]);
  });

  it.each([
    ['the header', { 'content-type': 'application/xml; charset=windows-1251' }, '<?xml version="1.0"?>'],
    ['the declaration', {}, '<?xml version="1.0" encoding="windows-1251"?>'],
  ])('is read in windows-1251 by %s', async (_, headers, head) => {
    const bytes = [...rssFeed(plainItem('a', 'Ёж и вода'), head)].map((letter) => {
      if (letter === 'Ё') return 0xa8;
      const code = letter.codePointAt(0)!;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    });
    site.put('/feed', Buffer.from(bytes), headers);
    expect(postsOf(await pull())[0]?.text).toBe('Ёж и вода\n\nТекст');
  });

  it('has the clock of its server where it tells no date, or one that has not come; without words it is told why', async () => {
    site.put(
      '/feed',
      rssFeed(
        rssItem('<guid>a</guid><title>Без даты</title>') +
          rssItem('<guid>b</guid><title>Завтра</title><pubDate>Mon, 30 Nov 2099 06:00:00 GMT</pubDate>') +
          rssItem('<guid>c</guid><pubDate>Mon, 30 Nov 2026 06:00:00 GMT</pubDate>'),
      ),
    );
    const pulled = await pull();
    expect(postsOf(pulled).map(({ postedAt }) => postedAt)).toEqual([new Date(SITE_NOW), new Date(SITE_NOW)]);
    expect(pulled.readings.map(({ ignored }) => ignored)).toEqual([
      'В статье нет ни слов, ни даты',
      null,
      null,
    ]);
  });

  it('leads a person to no other address than one of the web', async () => {
    site.put(
      '/feed',
      rssFeed(rssItem('<guid isPermaLink="false">a</guid><title>Т</title><link>javascript:alert(1)</link>')),
    );
    expect(postsOf(await pull())[0]?.url).toBe('');
  });
});

describe('an article', () => {
  it('is told once while it looks alike; changed, it is told as changed, and back again as well', async () => {
    site.put('/feed', rssFeed(plainItem('a', 'Вода') + plainItem('b', 'Свет')));
    const first = await pull();
    site.put('/feed', rssFeed(plainItem('c', 'Газ') + plainItem('a', 'Воду дали') + plainItem('b', 'Свет')));
    const second = await pull(first.cursor);
    expect(postsOf(second).map(({ text, editedAt }) => [text, editedAt])).toEqual([
      ['Воду дали\n\nТекст', new Date(SITE_NOW)],
      ['Газ\n\nТекст', null],
    ]);
    expect(postsOf(second)[0]?.id).toBe(postsOf(first)[1]?.id);
    site.put('/feed', rssFeed(plainItem('a', 'Вода') + plainItem('b', 'Свет')));
    const third = await pull(second.cursor);
    expect(postsOf(third)).toHaveLength(1);
    const keys = [...first.readings, ...second.readings, ...third.readings].map(({ key }) => key);
    expect(new Set(keys).size).toBe(5);
  });

  it('has the same key whenever it is read anew', async () => {
    site.put('/feed', rssFeed(plainItem('a', 'Вода')));
    expect((await pull()).readings[0]!.key).toBe((await pull()).readings[0]!.key);
  });

  it.each([
    ['guid', plainItem('a', 'Вода'), plainItem('a', 'Другое'), 1],
    [
      'link',
      rssItem('<link>https://news.example/1</link><title>Вода</title>'),
      rssItem('<link>https://news.example/1</link><title>Другое</title>'),
      1,
    ],
    ['words', rssItem('<title>Вода</title>'), rssItem('<title>Другое</title>'), 2],
  ])('is known by its %s', async (_, former, latter, count) => {
    site.put('/feed', rssFeed(former));
    const first = await pull();
    site.put('/feed', rssFeed(latter));
    const second = await pull(first.cursor);
    expect(new Set([...postsOf(first), ...postsOf(second)].map(({ id }) => id)).size).toBe(count);
  });

  it('of another feed is another, though both call it alike', async () => {
    site.put('/feed', rssFeed(plainItem('1', 'Вода')));
    site.put('/other', rssFeed(plainItem('1', 'Вода')));
    const [one, other] = [await pull(), await pull('', feedAccess(site, '/other'))];
    expect(postsOf(one)[0]!.id).not.toBe(postsOf(other)[0]!.id);
  });
});

describe('a cursor', () => {
  it('asks for what has changed; unchanged, nothing is read and everything is remembered', async () => {
    site.put('/feed', rssFeed(plainItem('a', 'Вода')));
    const first = await pull();
    const second = await pull(first.cursor);
    expect(site.calls[1]!.headers).toMatchObject({ 'if-modified-since': SITE_CHANGED });
    expect(site.calls[1]!.headers['if-none-match']).toMatch(/^"/u);
    expect([second.readings, second.cursor]).toEqual([[], first.cursor]);
    site.answer('/feed', 304);
    expect((await pull(first.cursor)).cursor).toBe(first.cursor);
  });

  it('keeps where the feed has moved for good, not where it stands for now', async () => {
    site.put('/new', rssFeed(plainItem('a', 'Вода')));
    site.answer('/feed', 301, { location: '/moved' });
    site.answer('/moved', 308, { location: `${site.url}/new` });
    const first = await pull();
    expect(postsOf(first)).toHaveLength(1);
    await pull(first.cursor);
    expect(site.calls.map(({ path }) => path)).toEqual(['/feed', '/moved', '/new', '/new']);
    site.calls.length = 0;
    site.answer('/feed', 302, { location: '/new' });
    await pull((await pull()).cursor);
    expect(site.calls.map(({ path }) => path)).toEqual(['/feed', '/new', '/feed', '/new']);
  });

  it('of another page, or broken, remembers nothing', async () => {
    site.put('/feed', rssFeed(plainItem('a', 'Вода')));
    site.put('/other', rssFeed(plainItem('a', 'Вода')));
    const { cursor } = await pull('', feedAccess(site, '/other'));
    for (const foreign of [cursor, '{', '[]', '{"page":1}'])
      expect(postsOf(await pull(foreign))).toHaveLength(1);
  });

  it('stays short however many articles there are, and the newest are remembered', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => plainItem(`g${n}`, `Статья ${n}`)).join('');
    site.put('/feed', rssFeed(many(400)));
    const first = await pull();
    expect(first.readings).toHaveLength(200);
    expect(first.cursor.length).toBeLessThanOrEqual(4000);
    site.put('/feed', rssFeed(many(100), '<?xml version="1.0" ?>'));
    expect((await pull(first.cursor)).readings).toEqual([]);
  });
});
