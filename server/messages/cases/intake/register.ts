import type { registerCase as registerCaseRoute } from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { startTerm } from '../../../base/deadlines/index.ts';
import { requireSigns } from '../../../base/regimes/index.ts';
import { findBlock, requireFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type CaseDraft, hashBody, readContacts, STATUTORY_APPEAL, startDraft } from '../core/draft.ts';
import { placeUnderLaw } from '../core/regime.ts';
import { statutoryStart } from '../law/statutory-start.ts';
import { registerDraft } from './intake.ts';

type Register = typeof registerCaseRoute;

/** By as much the clock of a workplace may run ahead of the server's. */
const CLOCKS_DIFFER_MS = 600_000;

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
export async function registerCase(
  ctx: Ctx,
  { body }: HandlerInput<Register>,
): Promise<RouteReplyInput<Register>> {
  const draft = draftByStaff(ctx, body);
  const registered = await registerDraft(ctx, draft);
  return {
    id: registered.caseId,
    number: registered.number,
    dueAt: registered.dueAt.toISOString(),
    regime: draft.regime,
    regimeReason: draft.regimeReason,
  };
}

/** What a member of staff typed, as a draft: its regime by the channel, the day of receipt and the signs noticed. */
export function draftByStaff(ctx: Ctx, body: HandlerInput<Register>['body']): CaseDraft {
  requireSense(ctx, body);
  requireSigns(body.signs);
  const fact = body.factId ? requireFact(body.factId) : null;
  const receivedAt = body.receivedAt ? new Date(body.receivedAt) : ctx.now;
  const identity = body.phone ? 'phone' : 'anonymous';
  const { rule, regime, regimeReason, signs, declares } = placeUnderLaw(
    { channel: body.kind, identity, receivedAt, signs: body.signs },
    fact?.deadlineRule,
  );
  const started = startDraft(ctx, body, rule);
  const termFrom = regime === STATUTORY_APPEAL ? statutoryStart(receivedAt, ctx.now) : ctx.now;
  return {
    ...started,
    term: startTerm(rule, termFrom),
    termFrom,
    ...readContacts(body),
    block: started.block ?? body.block ?? null,
    clientKey: body.clientKey,
    clientHash: hashBody(body),
    receivedAt,
    channel: body.kind,
    regime,
    regimeReason,
    signs,
    declares,
    identity,
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
}
