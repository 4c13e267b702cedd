import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { HostResting, OutboundRefused } from '../../lib/outbound/failures.ts';
import { fetchOutside } from '../../lib/outbound/fetch-outside.ts';
import { readRetryAfter } from '../../lib/outbound/retry-after.ts';
import type { FeedMemory } from './feed-cursor.ts';
import { readFeedText } from './feed-text.ts';

/** Largest feed, bytes; longest wait for it, ms. */
const LARGEST = 3_000_000;
const LONGEST_WAIT = 20_000;
const MOST_REDIRECTS = 5;
const TEMPORARY = [302, 303, 307];
const PERMANENT = [301, 308];

/** What a feed answered. */
export interface FeedReply {
  /** Null where nothing has changed since. */
  text: string | null;
  /** Where it stands now, when every redirect on the way was for good; empty = where it was asked. */
  movedTo: string;
  etag: string;
  modified: string;
  /** The server's own clock; null where it does not tell it. */
  at: Date | null;
}

/** Asks for a feed, for what has changed since the memory. Throws `NetworkFailure`. */
export async function askFeed(access: PageAccess, memory: FeedMemory): Promise<FeedReply> {
  const asked = memory.address || access.baseUrl || access.pageId;
  let address = asked;
  let isForGood = true;
  for (let left = MOST_REDIRECTS; left >= 0; left -= 1) {
    const reply = await ask(address, access, memory);
    const { status, headers } = reply;
    const isPermanent = PERMANENT.includes(status);
    if (!isPermanent && !TEMPORARY.includes(status)) {
      refuseStatus(reply);
      return {
        text:
          status === 304
            ? null
            : readFeedText(new Uint8Array(await reply.arrayBuffer()), headers.get('content-type') ?? ''),
        movedTo: isForGood && address !== asked ? address : '',
        etag: headers.get('etag') ?? '',
        modified: headers.get('last-modified') ?? '',
        at: readServerClock(headers),
      };
    }
    isForGood &&= isPermanent;
    address = nextAddress(address, headers.get('location'));
  }
  throw new NetworkFailure('form', 'Лента перенаправляет по кругу');
}

async function ask(address: string, access: PageAccess, memory: FeedMemory): Promise<Response> {
  try {
    return await fetchOutside(address, {
      headers: {
        accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/xml',
        'user-agent': 'Otklik',
        ...(memory.etag && { 'if-none-match': memory.etag }),
        ...(memory.modified && { 'if-modified-since': memory.modified }),
      },
      timeout: LONGEST_WAIT,
      limit: LARGEST,
      mayBePrivate: access.mayBePrivate,
    });
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (error instanceof HostResting)
    return new NetworkFailure('later', 'Сайт ленты недавно не отвечал', error.retryAfter);
  if (error instanceof OutboundRefused)
    return new NetworkFailure('refused', 'Адрес ленты не открыт: он неверен или ведёт в закрытую сеть');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'too-large') return new NetworkFailure('form', 'Лента больше 3 МБ');
  return new NetworkFailure('later', code === 'late' ? 'Лента не ответила за 20 с' : 'Сайт ленты недоступен');
}

function refuseStatus({ status, headers }: Response): void {
  if (status === 200 || status === 304) return;
  if (status === 410) throw new NetworkFailure('missing', 'Лента закрыта навсегда (410): отключите источник');
  if (status === 401 || status === 403)
    throw new NetworkFailure('rights', `Лента закрыта для нас (${status})`);
  const wait = readRetryAfter(headers);
  const what = status === 404 ? 'Ленты по этому адресу нет' : 'Сайт ленты ответил ошибкой';
  throw new NetworkFailure('later', `${what} (${status})`, wait);
}

/** Where a redirect leads; encryption is not given up on the way. */
function nextAddress(from: string, location: string | null): string {
  const next = URL.parse(location ?? '', from);
  if (!next) throw new NetworkFailure('form', 'Лента перенаправляет в никуда');
  if (from.startsWith('https:') && next.protocol !== 'https:')
    throw new NetworkFailure('refused', 'Лента перенаправляет на адрес без шифрования');
  return next.href;
}

function readServerClock(headers: Headers): Date | null {
  const date = new Date(headers.get('date') ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}
