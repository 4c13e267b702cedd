import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import type { PostRow } from '../posts/index.ts';

/** Why a post of somebody else's page is worth a look: titles of the rules that found it; empty = it is not. */
export type PostWorth = (ctx: Ctx, post: PostRow) => Promise<readonly string[]>;

/** Who judges what is written on pages that are not ours: `provide(postWorth, judgeByRules, 'rules')`. */
export const postWorth = definePort<PostWorth>('incidents.post-worth');
