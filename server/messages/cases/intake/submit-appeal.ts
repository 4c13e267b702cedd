import type { submitAppeal } from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { appealIdentityOf } from '../../../base/identity/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { type CaseDraft, hashBody, readContacts, STATUTORY_APPEAL, startDraft } from '../core/draft.ts';
import { placeUnderLaw } from '../core/regime.ts';
import { consentOf, presentSubmitted, registerDraft, requireConsent } from './intake.ts';

type Appeal = typeof submitAppeal;

/** A return e-mail outside the Russian zone is doubtful: the pack says what to tell. */
const isForeignMail = (email: string | null): boolean =>
  email !== null && !/\.(ru|рф|xn--p1ai|su)$/iu.test(email);

/**
 * An appeal through the portal by who has signed in: by 59-ФЗ with its clocks. Whether the sign-in suffices is the pack's
 * word (59-ФЗ, ст. 7 ч. 3); where it does not, nothing is registered under another name: the person is told where to go.
 */
export async function sendAppeal(
  ctx: Ctx,
  { body }: HandlerInput<Appeal>,
  exchange: Exchange,
): Promise<RouteReplyInput<Appeal>> {
  requireConsent(body.consent);
  const { actor } = ctx;
  if (actor.kind !== 'resident')
    throw new AppError('lib.forbidden', 'Обращение подают после входа в кабинет.');
  const { email } = readContacts({ email: body.replyBy === 'email' ? body.email : undefined });
  // Whoever has signed in has answered from a contact of their own.
  const identity = appealIdentityOf(actor.level === 'anonymous' ? 'social' : (actor.level ?? 'social'));
  const placed = placeUnderLaw({
    channel: 'site_form',
    identity,
    receivedAt: ctx.now,
    declares: 'appeal',
    signs: isForeignMail(email) ? ['foreign-mail-zone'] : [],
  });
  if (placed.regime !== STATUTORY_APPEAL)
    throw new AppError(
      'lib.forbidden',
      `${placed.regimeReason}. Подайте обращение через Госуслуги, письмом или на личном приёме.`,
    );
  const { regime, regimeReason, signs, declares, rule, decision } = placed;
  const draft: CaseDraft = {
    ...startDraft(ctx, { text: body.text, place: body.place }, rule),
    regime,
    regimeReason,
    signs,
    declares,
    identity,
    ...consentOf(ctx, body.consentVersion, exchange),
    clientKey: body.clientKey,
    clientHash: hashBody(body),
    receivedAt: ctx.now,
    channel: 'site_form',
    topicSource: 'none',
    importance: 'normal',
    residentId: actor.id,
    personName: [body.surname, body.givenName, body.patronymic].filter(Boolean).join(' '),
    phone: actor.phone,
    email: email ?? actor.email,
    // What an appeal says is told to nobody: 59-ФЗ, ст. 6 ч. 2.
    publishConsent: false,
    externalSource: null,
    externalId: null,
    registeredBy: null,
    files: body.files,
    answers: {
      appealKind: body.kind,
      replyBy: body.replyBy,
      ...(body.replyBy === 'post' && body.postalAddress && { returnAddress: body.postalAddress }),
    },
  };
  const registered = await registerDraft(ctx, draft);
  return {
    ...presentSubmitted(ctx, registered),
    regime,
    regimeReason,
    notes: decision.duties.map(({ text, legal }) => `${text} (${legal})`),
  };
}
