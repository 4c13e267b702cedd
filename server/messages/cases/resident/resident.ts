import { sql } from 'kysely';
import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import type { listMyConsents, listMyMessages } from '../../../../shared/contract/messages/cases-resident.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Cursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import type { Ctx, ResidentActor } from '../../../lib/module/context.ts';
import { forStrangers } from '../core/mask-text.ts';
import { returnUntil } from '../core/resident-window.ts';
import { residentStatusTitle, statusForResident } from '../core/statuses.ts';
import { ownTitle } from '../core/title.ts';
import { topicTitle } from '../strangers/message-page.ts';

function residentOf(ctx: Ctx): ResidentActor {
  if (ctx.actor.kind !== 'resident')
    throw new AppError('lib.not-signed-in', 'Войдите по коду, чтобы увидеть свои сообщения.');
  return ctx.actor;
}

/** Contacts of the signed-in resident: by account, or by the phone or e-mail they proved. */
export function ownContacts(ctx: Ctx) {
  const { id, phone, email } = residentOf(ctx);
  return ctx.db
    .selectFrom('cases.contact as contact')
    .where((eb) =>
      eb.or([
        eb('contact.resident_id', '=', id),
        ...(phone ? [eb('contact.phone', '=', phone)] : []),
        ...(email ? [eb('contact.email', '=', email)] : []),
      ]),
    );
}

/** Messages of the resident and those they joined, newest first; several may be registered in one moment. */
export async function listOwnMessages(
  ctx: Ctx,
  { query }: HandlerInput<typeof listMyMessages>,
): Promise<RouteReplyInput<typeof listMyMessages>> {
  const rows = await selectMessages(ctx, readCursor(query.cursor, 2))
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    messages: page.map((row) => presentMessage(ctx, row)),
    next: rows.length > query.limit && last ? writeCursor([last.moment, last.id]) : null,
  };
}

function selectMessages(ctx: Ctx, after: Cursor | null) {
  return ownContacts(ctx)
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select([
      'file.id',
      'file.number',
      'file.title',
      'file.body',
      'file.status',
      'file.outcome',
      'file.registered_at',
      'file.due_at',
      'file.address',
      'file.answered_at',
      'file.fact_id',
      'file.published_at',
      'file.is_home',
      'file.lat',
      'file.lon',
      'file.district_id',
    ])
    .select([
      sql<string>`file.registered_at::text`.as('moment'),
      sql<boolean>`bool_and(contact.is_joiner)`.as('is_joined'),
      sql<boolean>`bool_or(EXISTS (SELECT FROM cases.rating WHERE rating.case_id = file.id
        AND rating.contact_id = contact.id AND rating.round = file.reopen_count))`.as('is_rated'),
    ])
    .groupBy('file.id')
    .$if(after !== null, (select) => {
      const [moment = null, id = null] = after!;
      const key = sql`(${cursorMoment(moment)}::timestamptz, ${cursorId(id)}::uuid)`;
      return select.where(sql<boolean>`(file.registered_at, file.id) < ${key}`);
    })
    .orderBy('file.registered_at', 'desc')
    .orderBy('file.id', 'desc');
}

type MessageRow = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

function presentMessage(
  ctx: Ctx,
  row: MessageRow,
): RouteReplyInput<typeof listMyMessages>['messages'][number] {
  const until = returnUntil(row);
  return {
    number: row.number,
    ...presentWords(row),
    status: statusForResident(row),
    statusTitle: residentStatusTitle(statusForResident(row)),
    outcome: statusForResident(row) === row.status ? (row.outcome as Outcome | null) : null,
    registeredAt: row.registered_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    awaitsRating: row.status === 'answered' && !row.is_rated && until !== null && ctx.now <= until,
  };
}

/** The message of another that the resident joined shows what a stranger may see of it. */
function presentWords(row: MessageRow): { title: string; address: string | null } {
  if (!row.is_joined) return { title: ownTitle(row), address: row.address };
  const isPrivate = !row.published_at || findFact(row.fact_id ?? '')?.isPersonal;
  if (isPrivate) return { title: topicTitle(row.fact_id), address: null };
  return { title: forStrangers(row.title), address: publicPlace(row).address };
}

type Consents = RouteReplyInput<typeof listMyConsents>;

/** Consents the resident gave with each message, newest first, the withdrawn too. */
export async function listOwnConsents(ctx: Ctx): Promise<Consents> {
  const rows = await ownContacts(ctx)
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select([
      'contact.id',
      'file.number',
      'contact.consent_version',
      'contact.received_at',
      'file.has_publish_consent',
      'contact.is_joiner',
      'contact.consent_withdrawn_at',
    ])
    .where('contact.consent_version', 'is not', null)
    .orderBy('contact.received_at', 'desc')
    .limit(200)
    .execute();
  return {
    consents: rows.map((row) => ({
      contactId: row.id,
      number: row.number,
      version: row.consent_version!,
      at: row.received_at.toISOString(),
      publish: row.has_publish_consent && !row.is_joiner,
      withdrawnAt: row.consent_withdrawn_at?.toISOString() ?? null,
    })),
  };
}
