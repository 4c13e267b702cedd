import { sql } from 'kysely';
import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import type {
  listMyConsents,
  listMyMessages,
  withdrawConsent as withdrawConsentRoute,
} from '../../../../shared/contract/messages/cases-resident.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { endsAnswer } from '../../../base/regimes/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import { forgetSorted } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Cursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import type { Ctx, ResidentActor } from '../../../lib/module/context.ts';
import { eraseAnswers } from '../answers/erase-answers.ts';
import { caseHidden } from '../core/events.ts';
import { forStrangers } from '../core/mask-text.ts';
import { returnUntil } from '../core/resident-window.ts';
import { residentStatusTitle, statusForResident } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { ownTitle } from '../core/title.ts';
import { topicTitle } from '../strangers/message-page.ts';

function residentOf(ctx: Ctx): ResidentActor {
  if (ctx.actor.kind !== 'resident')
    throw new AppError('lib.not-signed-in', 'Войдите по коду, чтобы увидеть свои сообщения.');
  return ctx.actor;
}

/** Contacts of the signed-in resident: by account, or by the phone or e-mail they proved. */
function ownContacts(ctx: Ctx) {
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

type Withdraw = typeof withdrawConsentRoute;

/**
 * Withdraws the consent to publication (the card leaves the map at once) or the whole consent. After the whole one the
 * contact's phone and e-mail are erased once the case is closed; an open case is answered first (the purpose of processing).
 */
export async function withdrawConsent(ctx: Ctx, { params, body }: HandlerInput<Withdraw>): Promise<Consents> {
  const row = await ownContacts(ctx)
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .leftJoin('cases.case_file as target', 'target.id', 'file.merged_into')
    .select(['contact.id', 'contact.is_joiner', 'file.id as case_id', 'file.number', 'file.regime'])
    // A merged message is answered with the one it was merged into.
    .select(
      sql<boolean>`CASE WHEN target.id IS NULL THEN file.closed_at ELSE target.closed_at END IS NOT NULL`.as(
        'is_over',
      ),
    )
    .where('contact.id', '=', params.contactId)
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого согласия нет.');
  if (!row.is_joiner) {
    await ctx.db
      .updateTable('cases.case_file')
      .set({ has_publish_consent: false, published_at: null })
      .where('id', '=', row.case_id)
      .execute();
    ctx.announce(caseHidden, { caseId: row.case_id });
  }
  if (body.scope === 'all') {
    if (!row.is_joiner) await forgetSorted(ctx, [row.case_id]);
    // Contacts of an appeal are kept by the law, not by the consent: they go with its storage term.
    const erased =
      row.is_over && endsAnswer(row.regime, 'approve') ? { phone: null, email: null, person_name: null } : {};
    await ctx.db
      .updateTable('cases.contact')
      .set({ consent_withdrawn_at: ctx.now, ...erased })
      .where('id', '=', row.id)
      .execute();
    if (Object.keys(erased).length > 0 && !row.is_joiner) await eraseAnswers(ctx, row.case_id, 'consent');
  }
  const text =
    body.scope === 'all' ? 'Житель отозвал согласие на обработку данных' : 'Житель отозвал согласие на показ';
  await addEvents(ctx, [{ caseId: row.case_id, kind: 'consent', visibility: 'staff', text }]);
  ctx.audit({
    action: 'cases.withdraw-consent',
    object: 'contact',
    objectId: row.id,
    data: { number: row.number, scope: body.scope },
  });
  return listOwnConsents(ctx);
}
