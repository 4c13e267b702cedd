import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/** What a text is about, as far as posts are likened by it. */
export interface AskedAbout {
  category: string | null;
  /** `street|house`, or a street alone. */
  placeKey: string | null;
}

/** A question people asked under a post of ours. It names nobody, and is read anew each time: whoever keeps it may let it go. */
export interface AskedQuestion {
  text: string;
  askedAt: Date;
  /** The post it stands under. */
  post: { text: string; url: string };
  /** What a page of ours answered there; null = nothing. */
  answer: { text: string; url: string } | null;
}

/** Questions under posts of ours that are like a text, the latest first, since a moment. */
export type AskedUnder = (
  ctx: Ctx,
  asked: { about: AskedAbout; since: Date; most: number },
) => Promise<AskedQuestion[]>;

export const askedUnder = definePort<AskedUnder>('networks.asked-under');
