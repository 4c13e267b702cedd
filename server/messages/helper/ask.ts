import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/helper.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { lastOf } from '../../../shared/lists.ts';
import { maskPersonal } from '../../base/understanding/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { type HelperFacts, helperFacts } from '../cases/index.ts';
import { type Access, askModel, type Message } from './client.ts';
import { reasonOf } from './failure.ts';
import { draftOf, summaryOf } from './prompts.ts';
import { forgiveModel, readAccess, requireAccess } from './settings.ts';

type Offer = RouteReplyInput<typeof contract.draftByHelper>;

/** Route: a long message in a few sentences. */
export async function summariseCase(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.summariseCase>,
  { services }: Exchange,
): Promise<Offer> {
  const facts = await helperFacts(ctx, params.id, 'cases.read');
  const access = await openHelper(ctx);
  return offer({ ctx, services, access }, facts, 'summary', summaryOf(facts));
}

/** Route: a first draft of an answer. A person edits it and sends the answer the usual way. */
export async function draftByHelper(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.draftByHelper>,
  { services }: Exchange,
): Promise<Offer> {
  const facts = await helperFacts(ctx, params.id, 'cases.answer');
  const access = await openHelper(ctx);
  const deeds = maskPersonal(body.done, { by: 'words' });
  return offer({ ctx, services, access }, facts, 'draft', draftOf(facts, deeds));
}

async function openHelper(ctx: Ctx): Promise<Access> {
  const access = await readAccess(ctx);
  if (!access) throw new AppError('lib.conflict', 'Черновики модели выключены. Напишите сами.');
  return access;
}

interface Question {
  ctx: Ctx;
  services: Services;
  access: Access;
}

async function offer(
  question: Question,
  facts: HelperFacts,
  purpose: 'summary' | 'draft',
  messages: readonly Message[],
): Promise<Offer> {
  const sent = lastOf(messages).content;
  const { text, reason } = await askOnRecord(question, messages, { caseId: facts.id, purpose, sent });
  return { text, reason, sent, model: question.access.settings.model, facts: facts.facts };
}

/**
 * Keeps what is to leave, then asks: the masked words in a table, their fingerprint in the journal, whatever comes back. The
 * answer is waited for outside any transaction: two minutes of it would hold a connection.
 */
async function askOnRecord(
  { ctx, services, access }: Question,
  messages: readonly Message[],
  { caseId, purpose, sent }: { caseId: string | null; purpose: string; sent: string },
): Promise<{ text: string | null; reason: string | null }> {
  const id = newId();
  const { settings } = access;
  const host = URL.parse(settings.baseUrl)?.host ?? '';
  const askedBy = isStaff(ctx.actor) ? ctx.actor.id : id;
  const sha256 = createHash('sha256').update(sent).digest('hex');
  await runMutation(services, ctx, async (tx) => {
    await tx.db
      .insertInto('helper.request')
      .values({
        id,
        case_id: caseId,
        purpose,
        asked_by: askedBy,
        asked_at: tx.now,
        host,
        model: settings.model,
        sent,
      })
      .execute();
    tx.audit({
      action: `helper.${purpose}`,
      object: caseId ? 'case' : 'helper',
      objectId: caseId ?? settings.kind,
      data: { requestId: id, host, model: settings.model, sha256, length: sent.length },
    });
  });
  try {
    return { text: await askModel(access, messages, ctx.now), reason: null };
  } catch (error) {
    const reason = reasonOf(error);
    ctx.log.warn({ host, failure: error instanceof Error ? error.message : '' }, 'helper: no text');
    await ctx.db.updateTable('helper.request').set({ failure: reason }).where('id', '=', id).execute();
    return { text: null, reason };
  }
}

/** Route: an administrator's trial with an invented phrase. */
export async function tryOut(
  ctx: Ctx,
  _input: HandlerInput<typeof contract.tryHelper>,
  { services }: Exchange,
): Promise<RouteReplyInput<typeof contract.tryHelper>> {
  const access = await requireAccess(ctx);
  forgiveModel(access.settings);
  const sent = 'Перескажи одним предложением: «Во дворе третий день не горит фонарь, идти темно».';
  return askOnRecord({ ctx, services, access }, [{ role: 'user', content: sent }], {
    caseId: null,
    purpose: 'trial',
    sent,
  });
}

/** Words that left are kept a year. */
export async function forgetOld(ctx: Ctx): Promise<void> {
  await sql`DELETE FROM helper.request WHERE asked_at < ${ctx.now}::timestamptz - interval '1 year'`.execute(
    ctx.db,
  );
}
