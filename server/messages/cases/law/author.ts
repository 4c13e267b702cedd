import type { Ctx } from '../../../lib/module/context.ts';

/** Who wrote first: by this contact the legal order of a case is decided. Undefined = a part, or a case without a person. */
export const findAuthor = (ctx: Ctx, caseId: string) =>
  ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'kind', 'identity', 'received_at', 'regime', 'signs', 'declares'])
    .where('case_id', '=', caseId)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
