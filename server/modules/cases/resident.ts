import type { Outcome, Status } from '../../../shared/contract/cases.ts';
import type {
  listMyConsents,
  listMyMessages,
  withdrawConsent,
} from '../../../shared/contract/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx, ResidentActor } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { returnUntil } from './message-page.ts';
import { addEvents } from './timeline.ts';
import { residentStatusTitle } from './workflow.ts';

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

export async function listOwnMessages(
  ctx: Ctx,
  { query }: HandlerInput<typeof listMyMessages>,
): Promise<RouteReplyInput<typeof listMyMessages>> {
  const before = query.cursor ? new Date(query.cursor) : null;
  const rows = await ownContacts(ctx)
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select([
      'file.number',
      'file.title',
      'file.status',
      'file.outcome',
      'file.registered_at',
      'file.due_at',
      'file.address',
      'file.answered_at',
      'file.resolved',
    ])
    .distinct()
    .$if(before !== null && !Number.isNaN(before.getTime()), (select) =>
      select.where('file.registered_at', '<', before!),
    )
    .orderBy('file.registered_at', 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    messages: page.map((row) => {
      const until = returnUntil(row);
      return {
        number: row.number,
        title: row.title,
        status: row.status as Status,
        statusTitle: residentStatusTitle(row.status as Status),
        outcome: row.outcome as Outcome | null,
        registeredAt: row.registered_at.toISOString(),
        dueAt: row.due_at?.toISOString() ?? null,
        address: row.address,
        awaitsRating:
          row.status === 'answered' && row.resolved === null && until !== null && ctx.now <= until,
      };
    }),
    next: rows.length > query.limit && last ? last.registered_at.toISOString() : null,
  };
}

type Consents = RouteReplyInput<typeof listMyConsents>;

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

type Withdraw = typeof withdrawConsent;

/**
 * Withdraws the consent to publication (the card leaves the map at once) or the whole consent. After the whole one the
 * contact's phone and e-mail are erased once the case is closed; an open case is answered first (the purpose of processing).
 */
export async function withdraw(ctx: Ctx, { params, body }: HandlerInput<Withdraw>): Promise<Consents> {
  const row = await ownContacts(ctx)
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select(['contact.id', 'contact.is_joiner', 'file.id as case_id', 'file.number', 'file.closed_at'])
    .where('contact.id', '=', params.contactId)
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого согласия нет.');
  if (!row.is_joiner) {
    await ctx.db
      .updateTable('cases.case_file')
      .set({ has_publish_consent: false, published_at: null })
      .where('id', '=', row.case_id)
      .execute();
  }
  if (body.scope === 'all') {
    const erased = row.closed_at ? { phone: null, email: null, person_name: null } : {};
    await ctx.db
      .updateTable('cases.contact')
      .set({ consent_withdrawn_at: ctx.now, ...erased })
      .where('id', '=', row.id)
      .execute();
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
