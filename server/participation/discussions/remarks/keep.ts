import type {
  enterRemark as enterRoute,
  judgeRemark as judgeRoute,
  Remark,
  revealAuthor as revealRoute,
} from '../../../../shared/contract/participation/discussion-remarks.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { must } from '../../../../shared/known.ts';
import { residentEmails } from '../../../base/identity/index.ts';
import { maskPersonal } from '../../../base/understanding/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { requireDiscussionAct } from '../policy.ts';
import { type DiscussionRow, findDiscussion, holdDiscussion, tellDiscussionAct } from '../rows.ts';
import { findByKey, insertRemark, lockRemark, missingRemark, readRemark } from './rows.ts';

type Entered = HandlerInput<typeof enterRoute>['body'];

/** A paper is of the days remarks are taken in; what was said at the meeting too. */
function requireDay(ctx: Ctx, row: DiscussionRow, { saidOn }: Entered): void {
  const dayOf = (moment: Date | null) => cityDay(ctx.config, must(moment, 'a day of what is open'));
  if (saidOn > cityDay(ctx.config, ctx.now)) throw badField('saidOn', 'Этот день ещё не наступил');
  if (saidOn < dayOf(row.announced_at ?? row.opened_at))
    throw badField('saidOn', 'В этот день обсуждение ещё не было объявлено');
  // Closed by hand it ended sooner; the clock may come later than the end.
  const ends = [row.closed_at, row.closes_at].flatMap((moment) => (moment === null ? [] : [dayOf(moment)]));
  if (ends.some((end) => saidOn > end))
    throw badField(
      'saidOn',
      'Это позже конца обсуждения: такое замечание не принимают, его регистрируют обращением',
    );
}

/** Who wrote it is kept where the paper says that they consent, and not otherwise. */
async function keepAuthor(ctx: Ctx, remarkId: string, { author }: Entered): Promise<void> {
  const { name, address, email, hasConsent } = author;
  if (!hasConsent) {
    if (name || address || email)
      throw badField(
        'author.hasConsent',
        'Без согласия на бумаге имя и адрес не хранят: отметьте согласие или уберите их',
      );
    return;
  }
  if (!name) throw badField('author.name', 'Напишите имя, как на бумаге');
  await ctx.db
    .insertInto('discussions.author')
    .values({ remark_id: remarkId, name, address, email, has_consent: true })
    .execute();
}

/** Route: a remark on paper, or said at the meeting, in the words of its author. */
export async function enterRemark(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof enterRoute>,
): Promise<RouteReplyInput<typeof enterRoute>> {
  const row = await holdDiscussion(ctx, params.id);
  const { what } = requireDiscussionAct(ctx, row, 'enter');
  if (row.kind !== 'hearing' && body.source === 'meeting')
    throw badField('source', 'Собрание бывает у слушаний. Выберите «на бумаге»');
  requireDay(ctx, row, body);
  const id = newId();
  const isNew = await insertRemark(ctx, row, {
    id,
    paragraph_id: body.paragraphId,
    text: body.text,
    wording: body.wording,
    source: body.source,
    person_id: null,
    is_local: body.isLocal,
    said_on: body.saidOn,
    entered_by_name: nameOfActor(ctx),
    client_key: body.clientKey,
  });
  const there = must(await findByKey(ctx, row.id, body.clientKey), 'a remark just entered');
  if (isNew) {
    await keepAuthor(ctx, id, body);
    await tellDiscussionAct(ctx, row.id, 'enter-remark', { what, note: `№ ${there.number}` });
  }
  return readRemark(ctx, there.id);
}

/** Route. What everybody reads is made now, without names and numbers of people: shown is what was seen. */
export async function judgeRemark(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof judgeRoute>,
): Promise<Remark> {
  const remark = await lockRemark(ctx, { id: params.id, version: body.version });
  requireDiscussionAct(ctx, await findDiscussion(ctx, remark.discussion_id), 'judge');
  if (!body.isReleased && body.reason.length < 3)
    throw badField('reason', 'Напишите, почему скрыто: это прочтут на месте текста');
  await ctx.db
    .updateTable('discussions.remark')
    .set({
      shown: body.isReleased ? 'released' : 'hidden',
      shown_text: body.isReleased ? maskPersonal(remark.text) : '',
      shown_wording: body.isReleased ? maskPersonal(remark.wording) : '',
      hidden_reason: body.isReleased ? '' : body.reason,
      judged_by_name: nameOfActor(ctx),
      version: remark.version + 1,
    })
    .where('id', '=', remark.id)
    .execute();
  ctx.audit({
    action: body.isReleased ? 'discussions.release-remark' : 'discussions.hide-remark',
    object: 'discussion',
    objectId: remark.discussion_id,
    data: { number: remark.number },
  });
  return readRemark(ctx, remark.id);
}

/** Route: who wrote it, for a reason. The journal keeps who asked and why, never the name. */
export async function revealAuthor(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof revealRoute>,
): Promise<RouteReplyInput<typeof revealRoute>> {
  const remark = await ctx.db
    .selectFrom('discussions.remark')
    .leftJoin('discussions.author', 'discussions.author.remark_id', 'discussions.remark.id')
    .leftJoin('identity.v_person', 'identity.v_person.id', 'discussions.remark.person_id')
    .select(['discussion_id', 'number', 'person_id', 'name', 'address', 'email', 'short_name'])
    .where('discussions.remark.id', '=', params.id)
    .executeTakeFirst();
  if (!remark) throw missingRemark();
  const { person_id: person } = remark;
  const contact = person === null ? remark.email : (await residentEmails(ctx.db, [person])).get(person);
  ctx.audit({
    action: 'discussions.reveal-author',
    object: 'discussion',
    objectId: remark.discussion_id,
    data: { number: remark.number, reason: body.reason },
  });
  return {
    name: remark.name ?? remark.short_name ?? '',
    address: remark.address ?? '',
    contact: contact ?? '',
  };
}
