import { z } from 'zod';
import { openCursor } from '../kit/cursor.ts';

/**
 * Where a reading stands. `queue` is what of this round is still to be asked: `p12+100^7` comments of post 12 from the hundredth
 * down to the known 7, `t12_7+0` the branch under comment 7, `m5+0` the talk with 5, `c` which talks have unread ones, `c+50` from the fiftieth.
 */
const vkCursor = z.object({
  poll: z.object({ server: z.string(), key: z.string(), ts: z.string() }).nullable(),
  queue: z.array(z.string()),
  /** Of each post the greatest number of a comment that was read: deeper pages are asked for down to it. */
  tops: z.record(z.string(), z.number()),
});
export type VkCursor = z.output<typeof vkCursor>;

/** The port keeps 4,000 characters; the address of Long Poll takes up to a thousand. */
const MOST_ENTRIES = 90;

export const openVkCursor = (cursor: string): VkCursor =>
  openCursor(vkCursor, cursor, { poll: null, queue: [], tops: {} });

export function closeVkCursor({ poll, queue, tops }: VkCursor): string {
  return JSON.stringify({ poll, queue: queue.slice(0, MOST_ENTRIES), tops });
}
