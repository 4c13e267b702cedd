import { hashPrivate } from '../../base/identity/index.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** Who a person is to one poll: a keyed hash, another for each poll. */
export const personKey = (ctx: Ctx, pollId: string, personId: string): string =>
  hashPrivate(ctx.config, `poll:${pollId}`, personId);
