import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/** How people met a post of ours. It names nobody, and no words of theirs are in it. */
export interface MetPost {
  url: string;
  /** As the network told them last; null where it tells none. */
  views: number | null;
  likes: number | null;
  shares: number | null;
  comments: number | null;
  /** Comments of people that were read, those let go by their term aside: how many, how many angry, how many that thank. */
  read: number;
  angry: number;
  thanks: number;
}

/** How people met posts of ours at these addresses; one nobody has read is left out. */
export type MetUnder = (ctx: Ctx, urls: readonly string[]) => Promise<MetPost[]>;

export const metUnder = definePort<MetUnder>('networks.met-under');
