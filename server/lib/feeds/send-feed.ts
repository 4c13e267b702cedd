import { generateAtomFeed, generateRssFeed } from 'feedsmith';
import { markOf } from '../http/mark-of.ts';
import type { Download } from '../module/module.ts';

export interface FeedEntry {
  /** Of the record, for good. */
  id: string;
  title: string;
  text: string;
  /** Whole addresses, the main one first. */
  links: readonly string[];
  publishedAt: Date;
  /** When what it says changed last. */
  changedAt: Date;
}

export interface Feed {
  title: string;
  description: string;
  /** Whole addresses: of the feed in each format, and of the page it is of. */
  self: Readonly<Record<'rss' | 'atom', string>>;
  page: string;
  entries: readonly FeedEntry[];
}

/** Signs XML 1.0 knows no way to write; what is left of a broken pair is written as �. */
const UNWRITABLE = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

const clean = (text: string): string => text.toWellFormed().replaceAll(UNWRITABLE, '');

const newestOf = ({ entries }: Feed): Date | undefined =>
  entries.map(({ changedAt }) => changedAt).toSorted((a, b) => b.getTime() - a.getTime())[0];

const writeAtom = (feed: Feed, updated: Date): string =>
  generateAtomFeed({
    id: feed.self.atom,
    title: { value: clean(feed.title) },
    subtitle: { value: clean(feed.description) },
    updated,
    links: [
      { href: feed.self.atom, rel: 'self' },
      { href: feed.page, rel: 'alternate' },
    ],
    authors: [{ name: clean(feed.title) }],
    entries: feed.entries.map((entry) => ({
      id: entry.id,
      title: { value: clean(entry.title) },
      published: entry.publishedAt,
      updated: entry.changedAt,
      links: entry.links.map((href) => ({ href, rel: 'alternate' })),
      content: { value: clean(entry.text), type: 'text' },
    })),
  });

const writeRss = (feed: Feed, updated: Date): string =>
  generateRssFeed({
    title: clean(feed.title),
    link: feed.page,
    description: clean(feed.description),
    language: 'ru',
    lastBuildDate: updated,
    items: feed.entries.map((entry) => ({
      title: clean(entry.title),
      link: entry.links[0] ?? feed.page,
      guid: { value: entry.id, isPermaLink: false },
      pubDate: entry.publishedAt,
      description: clean(entry.text),
    })),
  });

/** An empty feed has changed at no time: a fixed one, so that its bytes stay the same. */
const NEVER = new Date(0);

/** A feed for everybody as RSS 2.0 or Atom, with a mark of its bytes: what is taken out of it changes it without a newer entry, so no time is told. */
export function sendFeed(format: 'rss' | 'atom', feed: Feed): Download {
  const newest = newestOf(feed);
  const write = format === 'atom' ? writeAtom : writeRss;
  const stream = Buffer.from(write(feed, newest ?? NEVER), 'utf8');
  return {
    stream,
    contentType: `application/${format}+xml; charset=utf-8`,
    inline: true,
    isPublic: true,
    cacheSeconds: 60,
    etag: markOf(stream),
  };
}
