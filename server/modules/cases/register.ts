import type { registerCase } from '../../../shared/contract/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { findBlock, requireFact } from '../taxonomy/index.ts';
import {
  APPEAL_RULE,
  type CaseDraft,
  GENERAL_ANSWER_RULE,
  hashBody,
  readContacts,
  STATUTORY_APPEAL,
  startDraft,
} from './draft.ts';
import { registerDraft } from './intake.ts';

type Register = typeof registerCase;
type Kind = HandlerInput<Register>['body']['kind'];

/** By as much the clock of a workplace may run ahead of the server's. */
const CLOCKS_DIFFER_MS = 600_000;

/** Which regime a channel brings, and why. The full resolver works on the whole contact; this is the part by channel. */
const regimes: Record<Kind, { regime: string; reason: string }> = {
  phone_call: { regime: 'pos_message', reason: 'Устное сообщение по телефону: порядок 59-ФЗ не применяется' },
  edds_112: { regime: 'internal', reason: 'Карточка ЕДДС: служебное сообщение' },
  media_publication: { regime: 'open_source', reason: 'Публикация в открытом источнике' },
  official_letter: { regime: 'internal', reason: 'Служебное письмо организации' },
  paper: { regime: STATUTORY_APPEAL, reason: 'Письменное обращение: 59-ФЗ, ст. 7 и 8' },
  reception: { regime: STATUTORY_APPEAL, reason: 'Личный приём: 59-ФЗ, ст. 13' },
};

/** Refuses a block nobody has and a day of receipt that has not come. */
function requireSense(ctx: Ctx, { block, receivedAt }: HandlerInput<Register>['body']): void {
  if (block !== undefined && !findBlock(block)) {
    throw new AppError('lib.bad-input', 'Такого блока нет. Выберите блок из списка.', {
      fields: { block: 'Неизвестный блок' },
    });
  }
  if (receivedAt !== undefined && new Date(receivedAt).getTime() > ctx.now.getTime() + CLOCKS_DIFFER_MS) {
    throw new AppError('lib.bad-input', 'Время поступления ещё не наступило. Проверьте дату.', {
      fields: { receivedAt: 'Это время в будущем' },
    });
  }
}

/** A matter an operator registers from a call, a letter, a reception or a 112 card. */
export async function register(
  ctx: Ctx,
  { body }: HandlerInput<Register>,
): Promise<RouteReplyInput<Register>> {
  const { regime, reason } = regimes[body.kind];
  const fact = body.factId ? requireFact(body.factId) : null;
  requireSense(ctx, body);
  const started = startDraft(
    ctx,
    body,
    regime === STATUTORY_APPEAL ? APPEAL_RULE : (fact?.deadlineRule ?? GENERAL_ANSWER_RULE),
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
