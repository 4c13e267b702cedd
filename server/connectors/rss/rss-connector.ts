import { createHash } from 'node:crypto';
import { DAY } from '../../../shared/time.ts';
import type {
  NetworkConnector,
  NetworkReading,
  PageAccess,
  Pulled,
  SeenPost,
} from '../../base/networks/index.ts';
import { makeReading } from '../kit/look.ts';
import { passes, tryFunctions } from '../kit/trials.ts';
import { askFeed, type FeedReply } from './ask-feed.ts';
import {
  type FeedMemory,
  KEY_LETTERS,
  LOOK_LETTERS,
  readFeedCursor,
  writeFeedCursor,
} from './feed-cursor.ts';
import { type FeedItem, readFeedItems } from './feed-items.ts';

/** Most articles of one reading: the first ones of the feed, which are the newest. */
const MOST_ITEMS = 200;
/** Strings of the evidence are cut there, so that it stays within its 256 KB and is JSON still. */
const LONGEST_STRING = 20_000;
const LONGEST_RAW = 250_000;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** News and notices of sites by RSS, RDF, Atom and JSON feeds: they are read, nothing is said there. */
export const rssConnector: NetworkConnector = {
  network: 'rss',
  keys: [],
  longestReply: 0,
  pull: pullFeed,
  tryKeys(access) {
    const read = async () => {
      const { text } = await askFeed(access, readFeedCursor('', access.pageId));
      if (text !== null) await readFeedItems(text);
    };
    return tryFunctions([['posts', passes(read)]]);
  },
};

async function pullFeed(access: PageAccess, cursor: string): Promise<Pulled> {
  const memory = readFeedCursor(cursor, access.pageId);
  const reply = await askFeed(access, memory);
  const next: FeedMemory = {
    page: access.pageId,
    address: reply.movedTo || memory.address,
    etag: reply.etag,
    modified: reply.modified,
    looks: memory.looks,
  };
  if (reply.text === null) {
    // A 304 need not repeat its marks.
    const marks = { etag: reply.etag || memory.etag, modified: reply.modified || memory.modified };
    return { readings: [], cursor: writeFeedCursor({ ...next, ...marks }), isMore: false };
  }
  const items = await readFeedItems(reply.text);
  const read = items.slice(0, MOST_ITEMS).map((item) => readArticle(item, access, memory, reply));
  const looks = new Map([...read.map(({ key, look }) => [key, look] as const), ...memory.looks]);
  // What the feed shows now wins over what is remembered.
  for (const { key, look } of read) looks.set(key, look);
  return {
    readings: read.flatMap(({ reading }) => reading ?? []).reverse(),
    cursor: writeFeedCursor({ ...next, looks }),
    isMore: false,
  };
}

/** An article against what is remembered of it: a reading where it is new or looks otherwise. */
function readArticle(
  item: FeedItem,
  access: PageAccess,
  memory: FeedMemory,
  reply: FeedReply,
): { key: string; look: string; reading: NetworkReading | null } {
  const looks = JSON.stringify([item.title, item.text, item.link, item.pictures]);
  // Two feeds may call two articles alike.
  const whole = hashOf(`${access.pageId}\n${item.id || item.link || looks}`);
  const key = whole.slice(0, KEY_LETTERS);
  const look = hashOf(looks).slice(0, LOOK_LETTERS);
  const former = memory.looks.get(key);
  if (former === look) return { key, look, reading: null };
  const id = `article:${whole}`;
  const post = makePost(id, item, reply, former !== undefined);
  const change = former && `:${former}:${item.updatedAt?.toISOString() ?? (reply.modified || reply.etag)}`;
  const reading = makeReading(
    `rss:${whole}:${look}${change ?? ''}`,
    writeEvidence(item),
    post ? [{ fact: 'seen', post }] : [],
    'В статье нет ни слов, ни даты',
  );
  return { key, look, reading };
}

function makePost(id: string, item: FeedItem, reply: FeedReply, isChanged: boolean): SeenPost | null {
  const postedAt = sober(item.postedAt, reply.at) ?? item.updatedAt ?? reply.at;
  const text = [item.title, item.text].filter(Boolean).join('\n\n');
  if (!postedAt || text === '') return null;
  return {
    id,
    kind: 'article',
    threadId: id,
    parentId: null,
    pageId: '',
    authorId: '',
    authorName: item.author,
    isOwn: true,
    text,
    pictures: item.pictures,
    url: item.link,
    postedAt,
    editedAt: isChanged ? (item.updatedAt ?? reply.at ?? postedAt) : null,
    reach: null,
  };
}

/** A date further than a day ahead of the server's clock is a plan or a mistake. */
const sober = (date: Date | null, now: Date | null): Date | null =>
  date && now && date.getTime() > now.getTime() + DAY ? null : date;

function writeEvidence({ source }: FeedItem): string {
  const cut = (_: string, value: unknown) =>
    typeof value === 'string' ? value.slice(0, LONGEST_STRING) : value;
  const raw = JSON.stringify(source, cut);
  return Buffer.byteLength(raw) <= LONGEST_RAW ? raw : JSON.stringify({ tooLarge: true, hash: hashOf(raw) });
}
