import { z } from 'zod';
import { identityLevel } from '../../../shared/contract/base/identity.ts';
import {
  discussionKinds,
  type getDiscussionRules as rulesRoute,
} from '../../../shared/contract/participation/discussions.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { cityDay } from '../../lib/city.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import type { Ctx } from '../../lib/module/context.ts';

const words = z.string().min(1);
const days = z.number().int().min(0);

/** How the city discusses: subjects of the law with their terms, levels of sign-in, what a reason is. packs/participation/discussions. */
export const discussionsPack = defineDatedPack(
  'discussions',
  'participation/discussions/otklik-2026.json',
  {
    subjects: z.array(
      z.strictObject({
        id: z.string().min(1).max(60),
        title: words,
        kinds: z.array(z.enum(discussionKinds)).min(1),
        law: words,
        /** For so long remarks are taken, at least and at most; so long before it the notice comes out. */
        leastDays: days,
        mostDays: days.nullable(),
        noticeDays: days,
        toVerify: z.boolean(),
      }),
    ),
    levels: z.array(z.strictObject({ id: identityLevel, title: words, about: words })).min(1),
    /** Where the subject names no term. */
    leastDays: days,
    /** Letters of a reason, and general words that are none: shared/text/participation/reasons.ts. */
    leastReason: z.number().int().min(20),
    templates: z.array(words),
  },
  'На этот день нет порядка обсуждений.',
);

export const discussionRulesToday = (ctx: Pick<Ctx, 'config' | 'now'>) =>
  discussionsPack.on(cityDay(ctx.config, ctx.now));

/** Route: what a discussion is made of, for the form and the portal. */
export async function getDiscussionRules(ctx: Ctx): Promise<RouteReplyInput<typeof rulesRoute>> {
  const { subjects, levels, leastDays, leastReason, templates } = discussionRulesToday(ctx);
  return { subjects, levels, leastDays, leastReason, templates };
}
