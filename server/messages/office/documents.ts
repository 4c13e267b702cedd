import { sql } from 'kysely';
import type { AppealCard } from '../../../shared/contract/messages/office.ts';
import type {
  addCopies as addCopiesRoute,
  changeDocument as changeDocumentRoute,
  makeDocument as makeDocumentRoute,
  signDocument as signDocumentRoute,
} from '../../../shared/contract/messages/office-documents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { filled } from '../../../shared/known.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import { cityDay } from '../../lib/city.ts';
import { organisationOf } from '../../lib/documents/letterhead.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import {
  beginDeed,
  describeGround,
  isNameless,
  namesGround,
  noteNumbers,
  readAppealFile,
  requireBody,
  requireNotComplained,
} from '../cases/index.ts';
import { listProlongations, readAppealCard } from './appeal.ts';
import { lockAppeal } from './appeal-line.ts';
import { fingerprintOf, insertDocument, lockDocument } from './document-rows.ts';
import {
  type LetterFacts,
  offeredKinds,
  writeCopiesNotice,
  writeCopyLetter,
  writeLetter,
} from './letters.ts';
import { nextPaperNumber } from './numbers.ts';
import { requireGround } from './sending.ts';

type Appeal = Awaited<ReturnType<typeof lockAppeal>>;

/** What a letter about this appeal is written from. Reads the person's name and address: the journal keeps it. */
async function collectFacts(ctx: Ctx, appeal: Appeal): Promise<LetterFacts> {
  const caseId = appeal.case_id;
  const [file, forwardings, prolongations, answer] = await Promise.all([
    readAppealFile(ctx, caseId),
    ctx.db
      .selectFrom('cases.v_forwarding')
      .select(['body_title', 'text', 'ground_id', 'at'])
      .where('case_id', '=', caseId)
      .where('returned_at', 'is', null)
      .orderBy('at', 'desc')
      .orderBy('body_title')
      .execute(),
    listProlongations(ctx, caseId),
    ctx.db
      .selectFrom('cases.v_released_answer')
      .select('body')
      .where('case_id', '=', caseId)
      .orderBy('version', 'desc')
      .executeTakeFirst(),
  ]);
  const longer = prolongations.at(-1);
  const lines =
    appeal.reply_by === 'email' && file?.email ? [file.email] : (appeal.reply_address ?? '').split('\n');
  return {
    journalNumber: appeal.number,
    registeredOn: formatDay(appeal.registered_on),
    name: file?.name ?? null,
    replyLines: lines.map((line) => line.trim()).filter(Boolean),
    forwarding: presentForwarding(forwardings),
    prolongation: longer
      ? {
          until: formatDay(cityDay(ctx.config, new Date(longer.dueAt))),
          reason: /Причина:\s*(.+)$/su.exec(longer.text)?.[1] ?? longer.text,
        }
      : null,
    answer: answer?.body ?? null,
    termination: appeal.status === 'closed_terminated',
    signs: file?.signs ?? [],
  };
}

interface ForwardingRow {
  body_title: string | null;
  text: string | null;
  ground_id: string | null;
  at: Date | null;
}

/** The last forwarding with all its addressees: several have one moment. */
function presentForwarding(rows: readonly ForwardingRow[]): LetterFacts['forwarding'] {
  const forwardings = rows.map((row) => filled(row, 'body_title', 'text', 'ground_id', 'at'));
  const [last] = forwardings;
  if (!last) return null;
  const together = forwardings.filter(({ at }) => at.getTime() === last.at.getTime());
  const bodies = together.map(({ body_title }) => body_title);
  return { bodies, text: last.text, legal: describeGround(last.ground_id).legal };
}

/** Route: a letter with its first wording. Refused where it would have nothing to say: nothing was forwarded or prolonged. */
export async function makeDocument(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof makeDocumentRoute>,
): Promise<AppealCard> {
  const appeal = await lockAppeal(ctx, params.id);
  const facts = await collectFacts(ctx, appeal);
  const offered = offeredKinds({
    isForwarded: facts.forwarding !== null,
    isExtended: facts.prolongation !== null,
    status: appeal.status,
    isAnswered: facts.answer !== null,
    hasGround: namesGround(facts.signs),
  });
  if (body.kind === 'return-notice') requireGround(facts.signs);
  if (!offered.includes(`make-${body.kind}`) || appeal.struck_at)
    throw new AppError(
      'lib.conflict',
      'Для такого письма по этому обращению ещё нет решения. Сначала передайте, продлите или утвердите ответ.',
    );
  await insertDocument(ctx, appeal.case_id, body.kind, writeLetter(body.kind, facts));
  return readAppealCard(ctx, appeal.case_id);
}

/** Route: a clerk puts the wording right. What is signed does not change any more. */
export async function changeDocument(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof changeDocumentRoute>,
): Promise<AppealCard> {
  const { row, caseId, letter } = await lockDocument(ctx, params.id, body.version, 'office.keep');
  if (row.signed_at)
    throw new AppError('lib.conflict', 'Письмо подписано: исправить его нельзя. Подготовьте новое.');
  const { addressee, salutation, text } = body;
  await ctx.db
    .updateTable('office.document')
    .set({ content: JSON.stringify({ ...letter, addressee, salutation, text }), version: sql`version + 1` })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'office.change-document',
    object: 'case',
    objectId: caseId,
    data: { document: row.id },
  });
  return readAppealCard(ctx, caseId);
}

/**
 * Route: the head signs with a simple electronic signature (63-ФЗ, ст. 5 ч. 2: who signed in is who signs). The letter gets its
 * outgoing number; its text, number, hand and moment are kept under one fingerprint.
 */
export async function signDocument(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof signDocumentRoute>,
): Promise<AppealCard> {
  const { row, caseId, letter } = await lockDocument(ctx, params.id, body.version, 'office.sign');
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new AppError('lib.forbidden', 'Подписывает только сотрудник.');
  if (row.signed_at) throw new AppError('lib.conflict', 'Письмо уже подписано.');
  if (letter.text.includes('____'))
    throw new AppError(
      'lib.conflict',
      'В письме остались пропуски «____»: заполните их, потом подписывайте.',
    );
  // Before a number is taken for what could not be printed.
  const { signer: usual } = organisationOf();
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('position')
    .where('id', '=', actor.id)
    .executeTakeFirst();
  const position = person?.position || usual.position;
  const { number } = await nextPaperNumber(ctx, 'outgoing');
  const signed = { ...letter, signer: { name: actor.name, position } };
  const fingerprint = fingerprintOf(signed, number, actor.id, ctx.now);
  await ctx.db
    .updateTable('office.document')
    .set({
      number,
      content: JSON.stringify(signed),
      fingerprint,
      version: sql`version + 1`,
      signed_at: ctx.now,
      signed_by: actor.id,
      signed_by_name: actor.name,
    })
    .where('id', '=', row.id)
    .execute();
  await noteNumbers(ctx.db, [{ caseId, number }]);
  ctx.audit({
    action: 'office.sign-document',
    object: 'case',
    objectId: caseId,
    data: { document: row.id, number, fingerprint },
  });
  return readAppealCard(ctx, caseId);
}

/**
 * Route: copies for several bodies (59-ФЗ, ст. 8 ч. 4): a letter to each, one notice to the citizen, seven days from the
 * registration. Never to a body the complaint is about (ч. 6). The case itself stays: what is ours is answered here.
 */
export async function addCopies(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof addCopiesRoute>,
): Promise<AppealCard> {
  const appeal = await lockAppeal(ctx, params.id);
  const facts = await collectFacts(ctx, appeal);
  const { dueAt } = startTerm('fz59-forward-several', appeal.registeredAt);
  const made: { body: string; question: string }[] = [];
  for (const { bodyId, question } of body.copies) {
    const receiver = await requireBody(ctx, bodyId);
    await requireNotComplained(ctx, appeal.case_id, { bodyId });
    const letter = writeCopyLetter(facts, receiver.title, question);
    const documentId = await insertDocument(ctx, appeal.case_id, 'forward-letter', letter);
    await ctx.db
      .insertInto('office.copy')
      .values({
        id: newId(),
        case_id: appeal.case_id,
        body_id: bodyId,
        body_title: receiver.title,
        question,
        due_at: dueAt,
        document_id: documentId,
        made_at: ctx.now,
      })
      .onConflict((conflict) => conflict.columns(['case_id', 'body_id']).doNothing())
      .returning('id')
      .executeTakeFirstOrThrow(
        () => new AppError('lib.conflict', `Копия для этого органа уже есть: ${receiver.title}.`),
      );
    made.push({ body: receiver.title, question });
  }
  await beginDeed(ctx, appeal.case_id, 'copies', appeal.registeredAt);
  if (!(await isNameless(ctx, appeal.case_id)))
    await beginDeed(ctx, appeal.case_id, 'notice', appeal.registeredAt);
  await insertDocument(ctx, appeal.case_id, 'forward-notice', writeCopiesNotice(facts, made));
  return readAppealCard(ctx, appeal.case_id);
}
