import { sql } from 'kysely';
import type { withdrawConsent as withdrawConsentRoute } from '../../../../shared/contract/messages/cases-resident.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Erasure } from '../../../base/backups/index.ts';
import { endsAnswer } from '../../../base/regimes/index.ts';
import { forgetSorted } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { eraseAnswers } from '../answers/erase-answers.ts';
import { caseHidden } from '../core/events.ts';
import { addEvents } from '../core/timeline.ts';
import { listOwnConsents, ownContacts } from './resident.ts';

type Withdraw = typeof withdrawConsentRoute;
type Scope = HandlerInput<Withdraw>['body']['scope'];

const texts: Readonly<Record<Scope, string>> = {
  all: 'Житель отозвал согласие на обработку данных',
  publish: 'Житель отозвал согласие на показ',
};

/** A contact with its case, among those of `contacts`. */
const findContact = (contacts: ReturnType<typeof ownContacts>, contactId: string) =>
  contacts
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .leftJoin('cases.case_file as target', 'target.id', 'file.merged_into')
    .select([
      'contact.id',
      'contact.is_joiner',
      'contact.consent_withdrawn_at',
      'file.id as case_id',
      'file.number',
      'file.regime',
      'file.has_publish_consent',
    ])
    // A merged message is answered with the one it was merged into.
    .select(
      sql<boolean>`CASE WHEN target.id IS NULL THEN file.closed_at ELSE target.closed_at END IS NOT NULL`.as(
        'is_over',
      ),
    )
    .where('contact.id', '=', contactId)
    .executeTakeFirst();

type Contact = NonNullable<Awaited<ReturnType<typeof findContact>>>;

async function withdraw(ctx: Ctx, row: Contact, scope: Scope, note: string): Promise<void> {
  if (!row.is_joiner) {
    await ctx.db
      .updateTable('cases.case_file')
      .set({ has_publish_consent: false, published_at: null })
      .where('id', '=', row.case_id)
      .execute();
    ctx.announce(caseHidden, { caseId: row.case_id });
  }
  if (scope === 'all') {
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
  const text = `${texts[scope]}${note}`;
  await addEvents(ctx, [{ caseId: row.case_id, kind: 'consent', visibility: 'staff', text }]);
  ctx.audit({
    action: 'cases.withdraw-consent',
    object: 'contact',
    objectId: row.id,
    data: { number: row.number, scope },
  });
}

/**
 * Withdraws the consent to publication (the card leaves the map at once) or the whole consent. After the whole one the
 * contact's phone and e-mail are erased once the case is closed; an open case is answered first (the purpose of processing).
 */
export async function withdrawConsent(
  ctx: Ctx,
  { params, body }: HandlerInput<Withdraw>,
): Promise<RouteReplyInput<Withdraw>> {
  const row = await findContact(ownContacts(ctx), params.contactId);
  if (!row) throw new AppError('lib.not-found', 'Такого согласия нет.');
  await withdraw(ctx, row, body.scope, '');
  return listOwnConsents(ctx);
}

/** A consent a return from a copy has brought back is withdrawn once more. */
export async function withdrawAgain(ctx: Ctx, { objectId, data }: Erasure): Promise<boolean> {
  const row = await findContact(ctx.db.selectFrom('cases.contact as contact'), objectId);
  const scope: Scope = data.scope === 'publish' ? 'publish' : 'all';
  const isGone =
    !row || (scope === 'all' ? row.consent_withdrawn_at !== null : row.is_joiner || !row.has_publish_consent);
  if (isGone) return false;
  await withdraw(ctx, row, scope, '; повторено после возврата из резервной копии');
  return true;
}
