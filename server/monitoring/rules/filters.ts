import { z } from 'zod';
import type { NamedTown } from '../../base/territory/index.ts';

const postKind = z.enum(['post', 'comment', 'message', 'article']);

/** What a page is, by the register of pages. It is said of organisations alone: a person's own page is `unknown`. */
export const pageKind = z.enum(['own', 'media', 'community', 'advertiser', 'unknown']);
export type PageKind = z.output<typeof pageKind>;

/**
 * Where a rule looks, as data of the rule. No filter names who wrote: a rule looks for what is said of the city's life, never after a
 * person.
 */
export const ruleFilters = z.strictObject({
  /** Ids of networks; empty = all. */
  networks: z.array(z.string().min(1).max(40)).max(20).default([]),
  /** Empty = all but private messages, which are looked at only where they are named, and only those written to our own page. */
  kinds: z.array(postKind).max(4).default([]),
  /** `network:page`. */
  pages: z
    .strictObject({
      /** Empty = all. */
      only: z.array(z.string().min(3).max(300)).max(200).default([]),
      except: z.array(z.string().min(3).max(300)).max(200).default([]),
    })
    .default({ only: [], except: [] }),
  /** Kinds of pages that are left out: media tell of what is known already, advertisers sell. */
  skipPages: z.array(pageKind).max(5).default(['advertiser']),
  /** Posts that read as advertising are left out. */
  adverts: z.enum(['skip', 'take']).default('skip'),
  /** `ours`: our city or a place of it is named, or the page is local and no other town is; `districts`: a place in one of them is. */
  geography: z
    .discriminatedUnion('of', [
      z.strictObject({ of: z.literal('any') }),
      z.strictObject({ of: z.literal('ours') }),
      z.strictObject({ of: z.literal('districts'), districts: z.array(z.string().min(1)).min(1).max(50) }),
    ])
    .default({ of: 'ours' }),
});
export type RuleFilters = z.output<typeof ruleFilters>;

/** What the text of a post says of places. */
export interface PostPlaces {
  town: NamedTown;
  /** A street, a house or a landmark of ours is named. */
  isPlaceNamed: boolean;
  /** Districts of the places that are named. */
  districts: readonly string[];
}

/** What a rule asks of a post. */
export interface RulePost {
  network: string;
  kind: z.output<typeof postKind>;
  /** As the network numbers it; empty where the network has no pages. */
  pageId: string;
  /** The page itself wrote it. */
  isOwn: boolean;
  pageKind: PageKind;
  /** The page tells of our city alone: what stands on it is of our city unless it names another. */
  isLocal: boolean;
  text: string;
  /** Asked at most once a post, and only where a rule that caught it looks at places. */
  readPlaces: () => PostPlaces;
}

/** Whether a rule looks at a post at all, before its words. */
export function isLookedAt(filters: RuleFilters, post: RulePost): boolean {
  // What our own page says is an answer or news, never an incident.
  if (post.isOwn && post.pageKind === 'own') return false;
  const { networks, kinds, pages, skipPages } = filters;
  const page = `${post.network}:${post.pageId}`;
  return (
    (networks.length === 0 || networks.includes(post.network)) &&
    isKindLookedAt(kinds, post) &&
    (pages.only.length === 0 || pages.only.includes(page)) &&
    !pages.except.includes(page) &&
    !skipPages.includes(post.pageKind)
  );
}

/** A private talk is looked at only where the resident wrote to our page. */
function isKindLookedAt(kinds: RuleFilters['kinds'], { kind, pageKind: page }: RulePost): boolean {
  if (kind === 'message') return kinds.includes('message') && page === 'own';
  return kinds.length === 0 || kinds.includes(kind);
}

/** Whether what a post says of places is within the rule's geography. */
export function isWithin({ geography }: RuleFilters, post: RulePost, places: () => PostPlaces): boolean {
  switch (geography.of) {
    case 'any':
      return true;
    case 'ours': {
      const { town, isPlaceNamed } = places();
      return town === 'own' || (town === 'none' && (isPlaceNamed || post.isLocal));
    }
    case 'districts': {
      const { town, districts } = places();
      if (town === 'other') return false;
      return districts.some((named) =>
        geography.districts.some((wanted) => named === wanted || named.startsWith(`${wanted}.`)),
      );
    }
  }
}
