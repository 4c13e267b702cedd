import type { registerCase } from '../../../shared/contract/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { requireFact } from '../taxonomy/index.ts';
import { type CaseDraft, GENERAL_ANSWER_RULE, hashBody, readContacts, startDraft } from './draft.ts';
import { registerDraft } from './intake.ts';

type Register = typeof registerCase;
type Kind = HandlerInput<Register>['body']['kind'];

/** Answer term of a statutory appeal: ст. 12 ч. 1 of 59-ФЗ. */
const APPEAL_RULE = 'fz59-answer';

/** Which regime a channel brings, and why. The full resolver works on the whole contact; this is the part by channel. */
const regimes: Record<Kind, { regime: string; reason: string }> = {
  phone_call: { regime: 'pos_message', reason: 'Устное сообщение по телефону: порядок 59-ФЗ не применяется' },
  edds_112: { regime: 'internal', reason: 'Карточка ЕДДС: служебное сообщение' },
  media_publication: { regime: 'open_source', reason: 'Публикация в открытом источнике' },
  official_letter: { regime: 'internal', reason: 'Служебное письмо организации' },
  paper: { regime: 'appeal_59fz', reason: 'Письменное обращение: 59-ФЗ, ст. 7 и 8' },
  reception: { regime: 'appeal_59fz', reason: 'Личный приём: 59-ФЗ, ст. 13' },
};

/** A matter an operator registers from a call, a letter, a reception or a 112 card. */
export async function register(
  ctx: Ctx,
  { body }: HandlerInput<Register>,
): Promise<RouteReplyInput<Register>> {
  const { regime, reason } = regimes[body.kind];
  const fact = body.factId ? requireFact(body.factId) : null;
  const started = startDraft(
    ctx,
    body,
    regime === 'appeal_59fz' ? APPEAL_RULE : (fact?.deadlineRule ?? GENERAL_ANSWER_RULE),
  );
  const draft: CaseDraft = {
    ...started,
    ...readContacts(body),
    block: started.block ?? body.block ?? null,
    clientKey: body.clientKey,
    clientHash: hashBody(body),
    receivedAt: body.receivedAt ? new Date(body.receivedAt) : ctx.now,
    channel: body.kind,
    regime,
    regimeReason: reason,
    identity: body.phone ? 'phone' : 'anonymous',
    topicSource: body.factId || body.block ? 'operator' : 'none',
    importance: fact?.importance === 'high' ? 'high' : body.importance,
    residentId: null,
    personName: body.name || null,
    publishConsent: false,
    consentVersion: null,
    consentIp: null,
    consentAgent: null,
    externalSource: body.externalId ? body.kind : null,
    externalId: body.externalId ?? null,
    registeredBy: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    files: body.files,
    answers: body.returnAddress ? { returnAddress: body.returnAddress } : null,
  };
  const registered = await registerDraft(ctx, draft);
  return {
    id: registered.caseId,
    number: registered.number,
    dueAt: registered.dueAt.toISOString(),
    regime,
    regimeReason: reason,
  };
}
