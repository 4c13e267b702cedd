import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import type { PostRow } from '../posts/index.ts';

/** A rule that found a post, and the words of the post that did it. */
export interface FoundBy {
  rule: string;
  words: readonly string[];
}

/** Why a post of somebody else's page is worth a look: the rules that found it; empty = it is not. */
export type PostWorth = (ctx: Ctx, post: PostRow) => Promise<readonly FoundBy[]>;

/** Who judges what is written on pages that are not ours: `provide(postWorth, judgeByRules, 'rules')`. */
export const postWorth = definePort<PostWorth>('incidents.post-worth');
