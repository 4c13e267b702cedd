import { z } from 'zod';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import type { NetworkFact, NetworkReading } from './connector.ts';

const moment = z.coerce.date();
const count = z.number().nullable();

const seenPost = z.object({
  id: z.string(),
  kind: z.enum(['post', 'comment', 'message', 'article']),
  threadId: z.string(),
  parentId: z.string().nullable(),
  pageId: z.string(),
  authorId: z.string(),
  authorName: z.string(),
  isOwn: z.boolean(),
  text: z.string(),
  pictures: z.array(z.string()),
  url: z.string(),
  postedAt: moment,
  editedAt: moment.nullable(),
  reach: z.object({ views: count, likes: count, comments: count, shares: count }).nullable(),
});

const storedFacts: z.ZodType<NetworkFact[]> = z.array(
  z.discriminatedUnion('fact', [
    z.object({ fact: z.literal('seen'), post: seenPost, isBirth: z.boolean().optional() }),
    z.object({
      fact: z.literal('gone'),
      id: z.string(),
      at: moment.nullable(),
      by: z.enum(['author', 'page', 'network', 'unknown']),
    }),
    z.object({ fact: z.literal('restored'), id: z.string(), at: moment.nullable() }),
  ]),
);

/** What PostgreSQL keeps in no text, people write into networks all the same: NUL and halves of characters. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', ' ');

/** Facts of an event as they are stored. */
export const writeFacts = ({ facts }: NetworkReading): string =>
  JSON.stringify(facts, (_, value: unknown) => (typeof value === 'string' ? storableText(value) : value));

/** Throws where what is stored is of no form this program reads: a newer one wrote it. */
export const readFacts = (stored: string): NetworkFact[] => storedFacts.parse(JSON.parse(stored));

/** A fact with where and when it came. */
export interface HeardFact {
  /** Of networks.event. */
  eventId: number;
  receivedAt: Date;
  page: { id: string; network: string; externalId: string; isOwn: boolean };
  fact: NetworkFact;
  /** The words of the network as they came: evidence. */
  raw: string;
}

/**
 * Whoever makes something of what is said in networks, in the transaction of the round: `provide(factReader, readFactsOfPosts,
 * 'posts')`. Facts come in no order that means anything, and may come twice.
 */
export const factReader =
  definePort<(ctx: Ctx, facts: readonly HeardFact[]) => Promise<void>>('networks.fact-reader');
