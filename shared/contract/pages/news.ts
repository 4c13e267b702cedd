import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** What official pages published, for everybody and for the city's own site: what was taken off is not among it. */

const newsItem = z.object({
  id: z.string(),
  /** First sentence. */
  title: z.string(),
  text: z.string(),
  publishedAt: instant,
  /** When it was put right last; null = never. */
  correctedAt: instant.nullable(),
  /** Where it stands, the first page first. */
  places: z.array(z.object({ page: z.string(), network: z.string(), url: z.string() })),
});
export type NewsItem = z.infer<typeof newsItem>;

export const listNews = defineRoute({
  id: 'publications.list-news',
  method: 'GET',
  path: '/api/open/news',
  access: 'public',
  summary: 'Новости официальных страниц: до ста последних, с адресами записей',
  reply: z.object({ news: z.array(newsItem) }),
});

export const newsFormats = ['rss', 'atom'] as const;

export const getNewsFeed = defineRoute({
  id: 'publications.get-news-feed',
  method: 'GET',
  path: '/api/open/news/:format',
  access: 'public',
  download: true,
  summary: 'Те же новости лентой RSS или Atom',
  params: z.object({ format: z.enum(newsFormats) }),
  reply: z.unknown(),
});
