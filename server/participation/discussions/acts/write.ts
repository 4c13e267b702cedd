import type {
  DiscussionCard,
  DiscussionFields,
} from '../../../../shared/contract/participation/discussions.ts';
import type * as acts from '../../../../shared/contract/participation/discussions-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readDiscussionCard } from '../card.ts';
import { discussionRulesToday } from '../pack.ts';
import { requireDiscussionAct } from '../policy.ts';
import {
  discussionColumns,
  discussionMaker,
  lockDiscussion,
  tellDiscussionAct,
  updateDiscussion,
} from '../rows.ts';

/** What it names is there: levels and subjects of today's edition. */
function requireKnown(ctx: Ctx, { level, subject }: DiscussionFields): void {
  const rules = discussionRulesToday(ctx);
  if (!rules.levels.some(({ id }) => id === level))
    throw badField('level', 'Такого входа в порядке обсуждений нет. Выберите из списка');
  if (subject !== null && !rules.subjects.some(({ id }) => id === subject))
    throw badField('subject', 'Такого предмета в порядке обсуждений нет. Выберите из списка');
}

/** A draft has no remarks: its paragraphs are written anew. */
async function putParagraphs(
  ctx: Ctx,
  discussionId: string,
  { paragraphs }: DiscussionFields,
): Promise<void> {
  await ctx.db.deleteFrom('discussions.paragraph').where('discussion_id', '=', discussionId).execute();
  if (paragraphs.length > 0)
    await ctx.db
      .insertInto('discussions.paragraph')
      .values(
        paragraphs.map(({ id, text }, at) => ({ discussion_id: discussionId, id, serial: at + 1, text })),
      )
      .execute();
}

/** Files: those it had, and those its author just sent. */
async function putMaterials(ctx: Ctx, discussionId: string, { materials }: DiscussionFields): Promise<void> {
  const had = await ctx.db
    .selectFrom('discussions.material')
    .select('file_id')
    .where('discussion_id', '=', discussionId)
    .execute();
  const fresh = materials.filter(({ fileId }) => !had.some((row) => row.file_id === fileId));
  await claimFiles(ctx, fresh);
  await ctx.db.deleteFrom('discussions.material').where('discussion_id', '=', discussionId).execute();
  if (materials.length > 0)
    await ctx.db
      .insertInto('discussions.material')
      .values(
        materials.map(({ fileId, title }, at) => ({
          file_id: fileId,
          discussion_id: discussionId,
          serial: at + 1,
          title,
        })),
      )
      .execute();
}

/** Begins a discussion; its id. */
export async function insertDiscussion(ctx: Ctx, fields: DiscussionFields): Promise<string> {
  requireKnown(ctx, fields);
  const id = newId();
  await ctx.db
    .insertInto('discussions.discussion')
    .values({
      id,
      ...discussionColumns(fields),
      ...discussionMaker(ctx),
      state: 'draft',
      state_at: ctx.now,
      made_at: ctx.now,
    })
    .execute();
  await putParagraphs(ctx, id, fields);
  await putMaterials(ctx, id, fields);
  await tellDiscussionAct(ctx, id, 'create-discussion', { what: 'начато' });
  return id;
}

/** Route. */
export async function createDiscussion(
  ctx: Ctx,
  { body }: HandlerInput<typeof acts.createDiscussion>,
): Promise<DiscussionCard> {
  return readDiscussionCard(ctx, await insertDiscussion(ctx, body));
}

/** Route. Whoever writes it anew is its author: another approves it. */
export async function changeDiscussion(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.changeDiscussion>,
): Promise<DiscussionCard> {
  const { version, ...fields } = body;
  const row = await lockDiscussion(ctx, { id: params.id, version });
  requireDiscussionAct(ctx, row, 'change');
  requireKnown(ctx, fields);
  await putParagraphs(ctx, row.id, fields);
  await putMaterials(ctx, row.id, fields);
  await updateDiscussion(ctx, row, { ...discussionColumns(fields), ...discussionMaker(ctx) });
  await tellDiscussionAct(ctx, row.id, 'change-discussion', { what: 'исправлено' });
  return readDiscussionCard(ctx, row.id);
}
