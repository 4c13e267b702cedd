import type { parseFeed } from 'feedsmith';
import { NetworkFailure } from '../../base/networks/index.ts';
import { readFullTexts } from './full-texts.ts';
import { readPlainWords } from './plain-words.ts';

/** An article as a feed tells of it. */
export interface FeedItem {
  /** As the feed calls it: guid or id; empty where it does not. */
  id: string;
  /** http and https alone; empty otherwise. */
  link: string;
  title: string;
  /** Without the title, plain. */
  text: string;
  author: string;
  pictures: string[];
  postedAt: Date | null;
  updatedAt: Date | null;
  /** What the parser gave, for the evidence. */
  source: unknown;
}

/** What formats tell of one item, before it is cleaned. */
interface RawItem {
  id?: string | undefined;
  link?: string | undefined;
  title?: string | undefined;
  /** HTML, the fullest first. */
  texts: (string | undefined)[];
  author?: string | undefined;
  pictures: (string | undefined)[];
  posted?: unknown;
  updated?: unknown;
  source: unknown;
}

type Feed = ReturnType<typeof parseFeed>;
type RssItem = NonNullable<(Feed & { format: 'rss' })['feed']['items']>[number];
type AtomEntry = NonNullable<(Feed & { format: 'atom' })['feed']['entries']>[number];

/** Longest text of an article that is kept, characters. */
const LONGEST_TEXT = 50_000;
const LONGEST_TITLE = 1000;
const MOST_PICTURES = 20;

/** Reads RSS, RDF, Atom or a JSON feed. Throws `NetworkFailure('form')`. */
export async function readFeedItems(text: string): Promise<FeedItem[]> {
  return (await parse(text)).map(cleanItem);
}

async function parse(text: string): Promise<RawItem[]> {
  const feed = await detect(text);
  switch (feed.format) {
    case 'rss': {
      const full = text.includes('yandex:full-text') ? readFullTexts(text) : new Map<string, string>();
      return (feed.feed.items ?? []).map((item) =>
        fromRss(item, full.get(item.guid?.value ?? '') ?? full.get(item.link ?? '')),
      );
    }
    case 'atom':
      return (feed.feed.entries ?? []).map(fromAtom);
    case 'rdf':
      return (feed.feed.items ?? []).map((item) => ({
        id: item.rdf?.about,
        link: item.link,
        title: item.title,
        texts: [item.content?.encoded, item.description],
        author: item.dc?.creators?.[0],
        pictures: [],
        posted: item.dc?.dates?.[0],
        source: item,
      }));
    case 'json':
      return (feed.feed.items ?? []).map((item) => ({
        id: item.id,
        link: item.url ?? item.external_url,
        title: item.title,
        texts: [item.content_html, item.content_text, item.summary],
        author: item.authors?.[0]?.name,
        pictures: [item.image],
        posted: item.date_published,
        updated: item.date_modified,
        source: item,
      }));
  }
}

async function detect(text: string): Promise<Feed> {
  const library = await import('feedsmith');
  try {
    return library.parseFeed(text);
  } catch {
    throw new NetworkFailure('form', 'По этому адресу не лента: нужен RSS, Atom или JSON Feed');
  }
}

function fromRss(item: RssItem, fullText: string | undefined): RawItem {
  const images = item.enclosures?.filter(({ type }) => type?.startsWith('image/')) ?? [];
  const media = item.media?.contents?.filter(
    ({ medium, type }) => medium === 'image' || type?.startsWith('image/'),
  );
  return {
    id: item.guid?.value,
    link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
    title: item.title,
    texts: [fullText, item.content?.encoded, item.description],
    author: item.dc?.creators?.[0] ?? nameOf(item.authors?.[0]),
    pictures: [...images, ...(media ?? [])].map(({ url }) => url),
    posted: item.pubDate ?? item.dc?.dates?.[0],
    updated: item.dcterms?.modified?.[0],
    source: fullText ? { item, fullText } : item,
  };
}

const nameOf = (author: string | { name?: string | undefined } | undefined): string | undefined =>
  typeof author === 'string' ? author : author?.name;

function fromAtom(entry: AtomEntry): RawItem {
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate');
  const images = entry.links?.filter(({ rel, type }) => rel === 'enclosure' && type?.startsWith('image/'));
  return {
    id: entry.id,
    link: link?.href,
    title: entry.title?.value,
    texts: [entry.content?.value, entry.summary?.value],
    author: entry.authors?.[0]?.name,
    pictures: (images ?? []).map(({ href }) => href),
    posted: entry.published ?? entry.updated,
    updated: entry.updated,
    source: entry,
  };
}

function cleanItem(raw: RawItem): FeedItem {
  const texts = raw.texts.map((html) => readPlainWords(html ?? ''));
  const longest = texts.reduce((best, one) => (one.length > best.length ? one : best), '');
  return {
    id: raw.id?.trim() ?? '',
    link: onlyWeb(raw.link),
    title: readPlainWords(raw.title ?? '').slice(0, LONGEST_TITLE),
    text: longest.slice(0, LONGEST_TEXT),
    author: readPlainWords(raw.author ?? '').slice(0, 200),
    pictures: [...new Set(raw.pictures.map(onlyWeb).filter(Boolean))].slice(0, MOST_PICTURES),
    postedAt: readDate(raw.posted),
    updatedAt: readDate(raw.updated),
    source: raw.source,
  };
}

/** An address a person may be led to; empty of any other. */
function onlyWeb(address: string | undefined): string {
  const url = URL.parse(address?.trim() ?? '');
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : '';
}

/** «Mon, 30 Nov 2026 06:00:00 MSK» and what standards ask for; null of what is no date. */
function readDate(text: unknown): Date | null {
  if (typeof text !== 'string') return null;
  const date = new Date(text.trim().replace(/\s(?:MSK|МСК)$/u, ' +0300'));
  return Number.isNaN(date.getTime()) ? null : date;
}
