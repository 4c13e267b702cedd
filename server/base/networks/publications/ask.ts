import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { networkConnector } from '../connector.ts';
import { openPage, type PageRow } from '../page-access.ts';
import { UPLOAD_AHEAD } from './progress.ts';
import { findTaken, type Publication, type Subject, wakeRound } from './rows.ts';
import { endPublished } from './settle.ts';
import { noteAct } from './settle-change.ts';

export interface NewPublication {
  /** Of networks.page: one of ours. */
  pageId: string;
  subject: Subject;
  text: string;
  /** Files of base/files, in their order; the network gets the picture people see, without what its camera wrote in it. */
  pictures: readonly { fileId: string; alt: string }[];
  /** Not before this moment. */
  dueAt: Date;
}

/** Pictures go ahead of their post. */
function findFirstMoment(ctx: Ctx, dueAt: Date, pictures: number): Date {
  const ahead = dueAt.getTime() - (pictures > 0 ? UPLOAD_AHEAD : 0);
  return new Date(Math.min(dueAt.getTime(), Math.max(ahead, ctx.now.getTime())));
}

/**
 * Has a page of ours publish it; once for a subject, however often it is asked. One that was cancelled is asked for anew. Its end is
 * announced.
 */
export async function publishAsPage(ctx: Ctx, asked: NewPublication): Promise<void> {
  const { pageId, subject, text, pictures, dueAt } = asked;
  const page = await ctx.db
    .selectFrom('networks.page')
    .select('network')
    .where('id', '=', pageId)
    .executeTakeFirstOrThrow();
  const nextAt = findFirstMoment(ctx, dueAt, pictures.length);
  const wanted = {
    page_id: pageId,
    text,
    due_at: dueAt,
    state: 'waiting',
    state_at: ctx.now,
    next_at: nextAt,
    made_at: ctx.now,
  } as const;
  const added = await ctx.db
    .insertInto('networks.publication')
    .values({ id: newId(), subject_kind: subject.kind, subject_id: subject.id, ...wanted })
    .onConflict((conflict) =>
      conflict
        .columns(['subject_kind', 'subject_id'])
        .doUpdateSet({ ...wanted, reason: '', attempts: 0 })
        .where('networks.publication.state', '=', 'cancelled'),
    )
    .returning('id')
    .executeTakeFirst();
  if (!added) return;
  await ctx.db.deleteFrom('networks.publication_picture').where('publication_id', '=', added.id).execute();
  if (pictures.length > 0)
    await ctx.db
      .insertInto('networks.publication_picture')
      .values(
        pictures.map(({ fileId, alt }, at) => ({
          publication_id: added.id,
          position: at + 1,
          file_id: fileId,
          alt,
        })),
      )
      .execute();
  wakeRound(ctx, page.network, nextAt);
}

type Found = Publication & { page: PageRow };

async function lockSubject(
  ctx: Ctx,
  subject: Subject,
  states: readonly Publication['state'][],
): Promise<Found | null> {
  const found = await ctx.db
    .selectFrom('networks.publication')
    .selectAll()
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('state', 'in', [...states])
    .forUpdate()
    .executeTakeFirst();
  if (!found) return null;
  const page = await ctx.db
    .selectFrom('networks.page')
    .selectAll()
    .where('id', '=', found.page_id)
    .executeTakeFirstOrThrow();
  return { ...found, page };
}

/** One of which nothing stands there: no try of it may have been taken. */
async function lockUntaken(
  ctx: Ctx,
  subject: Subject,
  states: readonly Publication['state'][],
): Promise<Found | null> {
  const found = await lockSubject(ctx, subject, states);
  return found?.doubtful_at === null ? found : null;
}

/** True where nothing of it stands and nothing will: it waited, or has failed. It may be asked for anew. */
export async function cancelPublication(ctx: Ctx, subject: Subject): Promise<boolean> {
  const found = await lockUntaken(ctx, subject, ['waiting', 'failed']);
  if (!found) return false;
  await ctx.db
    .updateTable('networks.publication')
    .set({ state: 'cancelled', state_at: ctx.now, reason: '', next_at: null })
    .where('id', '=', found.id)
    .execute();
  return true;
}

/** Has it come out at another moment; false where it has begun. */
export async function movePublication(ctx: Ctx, subject: Subject, dueAt: Date): Promise<boolean> {
  const found = await lockUntaken(ctx, subject, ['waiting']);
  if (!found) return false;
  const { pictures } = await ctx.db
    .selectFrom('networks.publication_picture')
    .select((eb) => eb.fn.countAll<string>().as('pictures'))
    .where('publication_id', '=', found.id)
    .executeTakeFirstOrThrow();
  const nextAt = findFirstMoment(ctx, dueAt, Number(pictures));
  await ctx.db
    .updateTable('networks.publication')
    .set({ due_at: dueAt, next_at: nextAt, attempts: 0, reason: '' })
    .where('id', '=', found.id)
    .execute();
  wakeRound(ctx, found.page.network, nextAt);
  return true;
}

async function askChange(ctx: Ctx, subject: Subject, edited: string | null): Promise<boolean> {
  const found = await lockSubject(ctx, subject, ['published']);
  const act = edited === null ? 'remove' : 'edit';
  const publishing = found && ctx.ports.find(networkConnector, found.page.network)?.publishing;
  const isBusy = found?.change_state === 'waiting' || found?.change_state === 'doing';
  if (!found || !publishing?.[act] || isBusy || found.removed_at !== null || !found.published_id)
    return false;
  const asked = { change_act: act, change_text: edited } as const;
  await ctx.db
    .updateTable('networks.publication')
    .set({
      ...asked,
      change_state: 'waiting',
      change_reason: '',
      change_attempts: 0,
      change_at: ctx.now,
      change_next_at: ctx.now,
    })
    .where('id', '=', found.id)
    .execute();
  await noteAct(ctx, { ...found, ...asked }, 'asked');
  wakeRound(ctx, found.page.network);
  return true;
}

/**
 * Asks the network to change one that is published. False where it is not, is being changed already, was removed, or the network has no
 * way to do it to this one (none at all; no number of a post a person found).
 */
export const editPublication = (ctx: Ctx, subject: Subject, { text }: { text: string }): Promise<boolean> =>
  askChange(ctx, subject, text);

/** Asks the network to take one down that is published; false as of an edit. */
export const removePublication = (ctx: Ctx, subject: Subject): Promise<boolean> =>
  askChange(ctx, subject, null);

/**
 * A person has looked how one ended that nobody knows of, or that failed: it stands there (with its address), or is to be tried again;
 * then what may stand there is looked for first. False where its end is known, or another post of ours has that address.
 */
export async function settleUnknownPublication(
  ctx: Ctx,
  subject: Subject,
  as: { published: string } | 'again',
): Promise<boolean> {
  const found = await lockSubject(ctx, subject, ['unknown', 'failed']);
  if (!found) return false;
  const { page } = found;
  if (as === 'again') {
    await ctx.db
      .updateTable('networks.publication')
      .set({ state: 'waiting', state_at: ctx.now, next_at: ctx.now, attempts: 0, reason: '', round_id: null })
      .where('id', '=', found.id)
      .execute();
    wakeRound(ctx, page.network);
    return true;
  }
  const url = as.published;
  const publishing = ctx.ports.find(networkConnector, page.network)?.publishing;
  const access = await openPage(ctx.db, ctx.config, page);
  const id = publishing?.idOfUrl?.(access, url) ?? '';
  const others = await findTaken(ctx.db, page.id, found.id, [{ id, url }]);
  if (others.length > 0) return false;
  await endPublished(ctx, found, { id, url });
  return true;
}
