import type {
  revealContact as revealContactRoute,
  revealText,
} from '../../../../shared/contract/messages/cases-card.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { ownCases, requireOn } from '../core/reach.ts';
import { messageOrigin } from './origin.ts';

type Reveal = typeof revealContactRoute;

/** A resident's contacts in full, for a stated reason. The journal keeps who, whose and why, never the contacts. */
export async function revealContact(
  ctx: Ctx,
  { params, body }: HandlerInput<Reveal>,
): Promise<RouteReplyInput<Reveal>> {
  const row = await ctx.db
    .selectFrom('cases.contact')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'cases.contact.case_id')
    .select([
      'cases.contact.person_name',
      'cases.contact.phone',
      'cases.contact.email',
      'cases.contact.is_joiner',
    ])
    .select(['cases.case_file.number', 'cases.case_file.block', 'cases.case_file.district_id'])
    .where('cases.contact.id', '=', params.contactId)
    .where('cases.case_file.id', '=', params.id)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!row) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  requireOn(ctx.actor, row, 'cases.reveal');
  ctx.audit({
    action: 'cases.reveal-contact',
    object: 'case',
    objectId: params.id,
    data: { number: row.number, contactId: params.contactId, reason: body.reason },
  });
  // A public page of the author names them as their phone does.
  const url = row.is_joiner ? null : ((await ctx.ports.find(messageOrigin)?.(ctx, params.id)) ?? null);
  return { name: row.person_name, phone: row.phone, email: row.email, url };
}

type Whole = typeof revealText;

/** A resident's words with what the card hides, for a stated reason. The journal keeps who, whose and why. */
export async function revealWords(
  ctx: Ctx,
  { params, body }: HandlerInput<Whole>,
): Promise<RouteReplyInput<Whole>> {
  const row = await ctx.db
    .selectFrom('cases.case_file')
    .select(['number', 'body', 'block', 'district_id'])
    .where('id', '=', params.id)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!row) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  requireOn(ctx.actor, row, 'cases.reveal');
  ctx.audit({
    action: 'cases.reveal-text',
    object: 'case',
    objectId: params.id,
    data: { number: row.number, reason: body.reason },
  });
  return { text: row.body };
}
