import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/**
 * What a post of ours counts as: it has stood so many hours, it is there and younger, or it was taken off before it had stood.
 */
export type Standing = 'stood' | 'fresh' | 'removed';

/** How many posts a page of ours published on a local day, by what they count as. */
export interface PublishedDay extends Record<Standing, number> {
  pageId: string;
  /** `YYYY-MM-DD` in the city's zone. */
  day: string;
}

export interface PublishedPost {
  id: string;
  pageId: string;
  postedAt: Date;
  goneAt: Date | null;
  url: string;
  text: string;
  views: number | null;
  counts: Standing;
}

/** Of pages of ours, between two moments (the second is not included). */
export interface PublishedAsked {
  pageIds: readonly string[];
  from: Date;
  to: Date;
  /** Hours after which a post has stood. */
  standHours: number;
  /** Posts a list holds at most; two hundred where it is not said. */
  most?: number;
}

/** What pages of ours published, as whoever keeps posts has seen it. What was not read nobody knows of: ask when a page was read. */
export interface OwnPosts {
  countDays: (ctx: Ctx, asked: PublishedAsked) => Promise<PublishedDay[]>;
  /** The newest first. */
  list: (ctx: Ctx, asked: PublishedAsked) => Promise<PublishedPost[]>;
}

export const ownPosts = definePort<OwnPosts>('networks.own-posts');
