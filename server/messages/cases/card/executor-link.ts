import { sql } from 'kysely';
import type {
  createExecutorLink,
  revokeExecutorLink,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { UnitInfo } from '../../../base/identity/index.ts';
import { sendLetter } from '../../../base/outbox/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { originOf } from '../../../lib/http/origin.ts';
import { hashToken, newId, newToken } from '../../../lib/ids.ts';
import { type Ctx, isStaff, type LinkActor } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { linkStatuses } from '../core/can.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';
import { findActiveUnit } from '../core/units.ts';
import { lockCase } from './move.ts';

/** Days a link sent by itself lives: a month covers the longest ordinary answer term. */
const LINK_DAYS = 30;

interface NewLink {
  id: string;
  /** Shown or sent once; only its hash is kept. */
  token: string;
  expiresAt: Date;
}

/** Makes a link for a unit to answer one case without sign-in. */
async function insertLink(
  ctx: Ctx,
  caseId: string,
  unit: { id: string; title: string },
  options: { name?: string | undefined; days: number; partId?: string },
): Promise<NewLink> {
  const id = newId();
  const token = newToken();
  const expiresAt = new Date(ctx.now.getTime() + options.days * 86_400_000);
  await ctx.db
    .insertInto('cases.executor_link')
    .values({
      id,
      case_id: caseId,
      unit_id: unit.id,
      part_id: options.partId ?? null,
      name: options.name || unit.title,
      token_hash: hashToken(token),
      created_by: isStaff(ctx.actor) ? ctx.actor.id : null,
      created_at: ctx.now,
      expires_at: expiresAt,
    })
    .execute();
  return { id, token, expiresAt };
}

/** Path of the executor's page; the token in it is the whole right. */
export const linkPath = (token: string): string => `/e/${token}`;

/**
 * Writes to the unit that a case is theirs, with a link that answers it. A unit without an e-mail gets nothing: its
 * people sign in. Returns the link's id.
 */
export async function sendLinkToUnit(
  ctx: Ctx,
  file: { id: string; number: string; dueAt: Date | null },
  unit: UnitInfo,
): Promise<string | null> {
  if (!unit.email) return null;
  const link = await insertLink(ctx, file.id, unit, { days: LINK_DAYS });
  const due = file.dueAt ? ` Срок ответа — ${formatDay(localDate(file.dueAt))}.` : '';
  await sendLetter(ctx, {
    channel: 'email',
    recipient: unit.email,
    subject: `Дело № ${file.number} назначено вам`,
    text: `Вам назначено дело № ${file.number}.${due} Ответить без входа: {secret}`,
    secret: `${ctx.config.publicUrl}${linkPath(link.token)}`,
    purpose: 'executor-link',
    caseId: file.id,
  });
  return link.id;
}

/**
 * Writes to a co-executor what is asked of it, with a link that gives this part and nothing else. A unit without an e-mail
 * gets nothing: its people sign in.
 */
export async function sendPartLink(
  ctx: Ctx,
  file: { id: string; number: string },
  unit: UnitInfo,
  part: { id: string; task: string; dueOn: string },
): Promise<void> {
  if (!unit.email) return;
  const link = await insertLink(ctx, file.id, unit, { days: LINK_DAYS, partId: part.id });
  await sendLetter(ctx, {
    channel: 'email',
    recipient: unit.email,
    subject: `Часть ответа по делу № ${file.number}`,
    text: `Вам поручена часть ответа по делу № ${file.number}, до ${formatDay(part.dueOn)}: ${part.task} Дать её без входа: {secret}`,
    secret: `${ctx.config.publicUrl}${linkPath(link.token)}`,
    purpose: 'part-asked',
    caseId: file.id,
  });
}

/** The task is withdrawn: its link ends with it. */
export async function revokePartLinks(ctx: Ctx, partId: string): Promise<void> {
  await ctx.db
    .updateTable('cases.executor_link')
    .set({ revoked_at: ctx.now })
    .where('part_id', '=', partId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** Tells the unit that its answer, or a co-executor that its part, came back; the link it has works again. */
export async function tellReturned(
  ctx: Ctx,
  file: { id: string; number: string },
  unitId: string,
  { reason, isPart = false }: { reason: string; isPart?: boolean },
): Promise<void> {
  const unit = await findActiveUnit(ctx.db, unitId);
  if (!unit?.email) return;
  const about = `по делу № ${file.number} вернули`;
  await sendLetter(ctx, {
    channel: 'email',
    recipient: unit.email,
    subject: isPart ? `Часть ответа ${about}` : `Ответ ${about} на доработку`,
    text: `${isPart ? `Вашу часть ответа ${about}` : `Ответ ${about} на доработку`}: «${reason}». Откройте прежнюю ссылку или войдите.`,
    purpose: 'answer-returned',
    caseId: file.id,
  });
}

/** A link made by hand: its address is in this reply only. */
export async function createLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof createExecutorLink>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof createExecutorLink>> {
  const file = await lockCase(ctx, params.id);
  requireOn(ctx.actor, file, 'cases.assign');
  if (!file.executor_unit_id || !linkStatuses.includes(file.status)) {
    throw new AppError('cases.illegal-transition', 'Сначала назначьте исполнителя: ссылка выдаётся ему.', {
      details: { status: file.status },
    });
  }
  const unit = await findActiveUnit(ctx.db, file.executor_unit_id);
  if (!unit) throw new AppError('lib.not-found', 'Подразделение исполнителя закрыто. Назначьте другое.');
  const link = await insertLink(ctx, file.id, unit, body);
  await addEvents(ctx, [
    { caseId: file.id, kind: 'link', visibility: 'staff', text: `Выдана ссылка: ${body.name || unit.title}` },
  ]);
  ctx.audit({
    action: 'cases.create-link',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, linkId: link.id, unitId: unit.id },
  });
  return {
    url: `${ctx.config.publicUrl || originOf(exchange)}${linkPath(link.token)}`,
    expiresAt: link.expiresAt.toISOString(),
  };
}

/** Route: a link stops working at once. Throws `lib.not-found` when it is not of this case or was revoked before. */
export async function revokeLink(
  ctx: Ctx,
  { params }: HandlerInput<typeof revokeExecutorLink>,
): Promise<RouteReplyInput<typeof revokeExecutorLink>> {
  const file = await lockCase(ctx, params.id);
  requireOn(ctx.actor, file, 'cases.assign');
  const revoked = await ctx.db
    .updateTable('cases.executor_link')
    .set({ revoked_at: ctx.now })
    .where('id', '=', params.linkId)
    .where('case_id', '=', file.id)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst();
  if (!revoked) throw new AppError('lib.not-found', 'Такой ссылки нет или она уже отозвана.');
  await addEvents(ctx, [
    { caseId: file.id, kind: 'link', visibility: 'staff', text: `Ссылка отозвана: ${revoked.name}` },
  ]);
  ctx.audit({
    action: 'cases.revoke-link',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, linkId: params.linkId },
  });
  return { revoked: true };
}

/** Links of a case that is no longer with the unit they were given to stop working. */
export async function revokeForeignLinks(ctx: Ctx, caseId: string, unitId: string | null): Promise<void> {
  await ctx.db
    .updateTable('cases.executor_link')
    .set({ revoked_at: ctx.now })
    .where('case_id', '=', caseId)
    .where('revoked_at', 'is', null)
    // A co-executor's link is of its part, whoever answers for the whole.
    .$if(unitId !== null, (update) => update.where('unit_id', '<>', unitId!).where('part_id', 'is', null))
    .execute();
}

/** After a return the links of the unit may send again. */
export async function reopenLinks(ctx: Ctx, caseId: string): Promise<void> {
  await ctx.db
    .updateTable('cases.executor_link')
    .set({ used_at: null })
    .where('case_id', '=', caseId)
    .where('used_at', 'is not', null)
    .execute();
}

export interface OpenLink {
  actor: LinkActor & { caseId: string; unitId: string };
  expiresAt: Date;
  /** The answer was sent: the page shows how it goes, nothing can be sent. */
  isUsed: boolean;
  /** The part of a co-executor it gives; null = it answers the case. */
  partId: string | null;
}

/** Who bears the token. Unknown, expired, revoked and overtaken by another executor are told apart in words. */
export async function readLink(ctx: Ctx, token: string): Promise<OpenLink> {
  const row = await ctx.db
    .selectFrom('cases.executor_link as link')
    .innerJoin('cases.case_file as file', 'file.id', 'link.case_id')
    .select(['link.id', 'link.case_id', 'link.unit_id', 'link.name', 'link.expires_at', 'link.used_at'])
    .select(['link.revoked_at', 'link.part_id', 'file.executor_unit_id'])
    .where('link.token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (!row) throw new AppError('cases.not-found', 'Такой ссылки нет. Откройте её из письма целиком.');
  if (row.revoked_at || (row.part_id === null && row.executor_unit_id !== row.unit_id)) {
    const why = row.part_id ? 'поручение сняли' : 'дело передали другому исполнителю';
    throw new AppError('cases.link-expired', `Ссылка больше не действует: ${why}.`);
  }
  if (row.expires_at <= ctx.now) {
    throw new AppError('cases.link-expired', 'Срок ссылки вышел. Попросите новую у того, кто её прислал.');
  }
  return {
    actor: { kind: 'link', linkId: row.id, caseId: row.case_id, unitId: row.unit_id, name: row.name },
    expiresAt: row.expires_at,
    isUsed: row.used_at !== null,
    partId: row.part_id,
  };
}

/** A link that answers the case: that of a co-executor gives its part alone. */
export async function readAnswerLink(ctx: Ctx, token: string): Promise<OpenLink> {
  const link = await readLink(ctx, token);
  if (link.partId)
    throw new AppError('lib.forbidden', 'По этой ссылке дают только свою часть: за ответ отвечает другой.');
  return link;
}

/** Marks the link as used up by the answer it has sent. */
export async function spendLink(ctx: Ctx, linkId: string): Promise<void> {
  await ctx.db
    .updateTable('cases.executor_link')
    .set({ used_at: sql`coalesce(used_at, ${ctx.now})` })
    .where('id', '=', linkId)
    .execute();
}
