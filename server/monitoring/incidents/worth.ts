import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import type { PostRow } from '../posts/index.ts';

/** The page a post stands on; undefined of what was pasted by hand. */
export interface SourcePage {
  external_id: string | null;
  is_own: boolean | null;
  kind: string | null;
  is_local: boolean | null;
}

/** A rule that found a post, and the words of the post that did it. */
export interface FoundBy {
  rule: string;
  words: readonly string[];
}

/** Why a post of somebody else's page is worth a look: the rules that found it; empty = it is not. */
export type PostWorth = (
  ctx: Ctx,
  post: PostRow,
  page: SourcePage | undefined,
) => Promise<readonly FoundBy[]>;

/** Who judges what is written on pages that are not ours: `provide(postWorth, judgeByRules, 'rules')`. */
export const postWorth = definePort<PostWorth>('incidents.post-worth');
