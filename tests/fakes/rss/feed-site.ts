import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { PageAccess } from '../../../server/base/networks/index.ts';
import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';

/** A page of the site: a feed, a redirect, an error. */
export interface FeedPage {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** A site with feeds on the loopback: of a page with a body it keeps ETag and Last-Modified and answers 304 by either. */
export interface FeedSite {
  url: string;
  pages: Map<string, FeedPage>;
  calls: { path: string; headers: IncomingHttpHeaders }[];
  /** Puts a feed at a path; a string is sent as UTF-8. */
  put: (path: string, body: string | Buffer, headers?: Record<string, string>) => void;
  /** Answers a path by a status and a header. */
  answer: (path: string, status: number, headers?: Record<string, string>) => void;
  close: () => Promise<void>;
}

/** The clock of the site. */
export const SITE_NOW = 'Mon, 30 Nov 2026 08:00:00 GMT';
export const SITE_CHANGED = 'Mon, 30 Nov 2026 07:00:00 GMT';

const etagOf = (body: Buffer): string => `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;

async function startFeedSite(): Promise<FeedSite> {
  const pages = new Map<string, FeedPage>();
  const calls: FeedSite['calls'] = [];
  const server = createServer(({ url: path = '', headers }, response) => {
    calls.push({ path, headers });
    const page = pages.get(path);
    response.sendDate = false;
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const marks = page.status === 200 ? { etag: etagOf(page.body), 'last-modified': SITE_CHANGED } : {};
    const sent: Record<string, string> = Object.assign({ date: SITE_NOW }, marks, page.headers);
    const isSame =
      page.status === 200 &&
      (headers['if-none-match'] === sent.etag ||
        (headers['if-none-match'] === undefined && headers['if-modified-since'] === sent['last-modified']));
    response.writeHead(isSame ? 304 : page.status, sent).end(isSame ? undefined : page.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const answer: FeedSite['answer'] = (path, status, headers = {}) => {
    pages.set(path, { status, headers, body: Buffer.alloc(0) });
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    calls,
    put(path, body, headers = {}) {
      pages.set(path, { status: 200, headers, body: Buffer.from(body) });
    },
    answer,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** One site for the tests of a file, empty before each of them. */
export function keepFeedSite(tell: (site: FeedSite) => void): void {
  let site: FeedSite;
  beforeAll(async () => {
    site = await startFeedSite();
    tell(site);
  });
  afterAll(() => site.close());
  beforeEach(() => {
    site.pages.clear();
    site.calls.length = 0;
    forgiveHost(site.url);
  });
}

/** The page of a feed as its keeper entered it. */
export const feedAccess = (
  { url }: FeedSite,
  path = '/feed',
  more: Partial<PageAccess> = {},
): PageAccess => ({
  pageId: `${url}${path}`,
  keys: {},
  baseUrl: '',
  mayBePrivate: true,
  ...more,
});

export const rssItem = (fields: string): string => `<item>${fields}</item>`;

/** An item as sites write most of them. */
export const plainItem = (guid: string, title: string, text = 'Текст'): string =>
  rssItem(
    `<guid isPermaLink="false">${guid}</guid><link>https://news.example/${guid}</link><title>${title}</title><description>${text}</description><pubDate>Mon, 30 Nov 2026 06:00:00 +0500</pubDate>`,
  );

export const rssFeed = (items: string, head = '<?xml version="1.0"?>'): string =>
  `${head}<rss version="2.0" xmlns:yandex="http://news.yandex.ru" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Новости</title>${items}</channel></rss>`;
