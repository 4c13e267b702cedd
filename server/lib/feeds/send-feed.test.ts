import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { expect, test } from 'vitest';
import { type Feed, sendFeed } from './send-feed.ts';

const entry = (at: string, title: string, changed = at): Feed['entries'][number] => ({
  id: `urn:${title}`,
  title,
  text: `${title}: <b>"жирно"</b> & ]]> \u0001\u000b\ud800`,
  links: ['https://city.example/m/1?a=1&b=2'],
  publishedAt: new Date(at),
  changedAt: new Date(changed),
});
const feed = (entries: Feed['entries']): Feed => ({
  title: 'Город <&> сообщения',
  description: 'Что \u0000 показано',
  self: { rss: 'https://city.example/rss?a=1&b=2', atom: 'https://city.example/atom' },
  page: 'https://city.example/messages',
  entries,
});
const two = [
  entry('2026-11-20T09:00:00Z', 'Яма'),
  entry('2026-11-19T09:00:00Z', 'Мусор & свет', '2026-11-23T09:00:00Z'),
];
const textOf = (format: 'rss' | 'atom', entries: Feed['entries']): string =>
  String(sendFeed(format, feed(entries)).stream);

test('both are read by a parser, with every sign in its place and none XML cannot write', () => {
  for (const format of ['rss', 'atom'] as const) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(textOf(format, two)).not.toMatch(/[\u0000-\u0008\u000b]/u);
  }
  const rss = parseRssFeed(textOf('rss', two));
  expect(rss).toMatchObject({ title: 'Город <&> сообщения', link: 'https://city.example/messages' });
  expect(rss.items?.map(({ title }) => title)).toEqual(['Яма', 'Мусор & свет']);
  expect(rss.items?.[0]?.link).toBe('https://city.example/m/1?a=1&b=2');
  const atom = parseAtomFeed(textOf('atom', two));
  expect(atom.entries?.[1]).toMatchObject({ id: 'urn:Мусор & свет', updated: '2026-11-23T09:00:00.000Z' });
  expect(atom.updated).toBe('2026-11-23T09:00:00.000Z');
});

test('the same entries have the same mark; one fewer another', () => {
  const mark = (entries: Feed['entries']) => sendFeed('atom', feed(entries)).etag;
  expect(mark(two)).toBe(mark([...two]));
  expect(mark(two)).not.toBe(mark(two.slice(0, 1)));
  expect(mark([])).toBe(mark([]));
});
