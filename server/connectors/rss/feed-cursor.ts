import { z } from 'zod';
import { openCursor } from '../kit/cursor.ts';

/** What is remembered of a feed between two readings. */
export interface FeedMemory {
  /** The page this was read of: of another one nothing is remembered. */
  page: string;
  /** Where it is read since a permanent redirect; empty = where the page says. */
  address: string;
  etag: string;
  modified: string;
  /** Looks of articles by their keys, those of the last reading first. */
  looks: ReadonlyMap<string, string>;
}

/** Letters of a key and of a look in the cursor. */
export const KEY_LETTERS = 10;
export const LOOK_LETTERS = 8;
const PAIR = KEY_LETTERS + LOOK_LETTERS;
/** A cursor is at most so long, characters. */
const LONGEST = 4000;
const LONGEST_ADDRESS = 600;
const LONGEST_MARK = 200;

const cursorSchema = z.strictObject({
  page: z.string(),
  address: z.string(),
  etag: z.string(),
  modified: z.string(),
  looks: z.string(),
});

const forget = (page: string): FeedMemory => ({
  page,
  address: '',
  etag: '',
  modified: '',
  looks: new Map(),
});

/** Reads a cursor; one that is not of this page or cannot be read remembers nothing. */
export function readFeedCursor(cursor: string, page: string): FeedMemory {
  const memory = openCursor(cursorSchema, cursor, null);
  if (memory?.page !== page) return forget(page);
  const looks = new Map<string, string>();
  for (let at = 0; at + PAIR <= memory.looks.length; at += PAIR)
    looks.set(memory.looks.slice(at, at + KEY_LETTERS), memory.looks.slice(at + KEY_LETTERS, at + PAIR));
  return { ...memory, looks };
}

/** Writes a cursor; looks that do not fit are forgotten, the oldest first. A mark too long to keep is not sent. */
export function writeFeedCursor({ page, address, etag, modified, looks }: FeedMemory): string {
  const head = {
    page,
    address: address.length > LONGEST_ADDRESS ? '' : address,
    etag: etag.length > LONGEST_MARK ? '' : etag,
    modified: modified.length > LONGEST_MARK ? '' : modified,
  };
  const room = Math.floor((LONGEST - JSON.stringify({ ...head, looks: '' }).length) / PAIR);
  const kept = [...looks].slice(0, Math.max(0, room)).map(([key, look]) => key + look);
  return JSON.stringify({ ...head, looks: kept.join('') });
}
