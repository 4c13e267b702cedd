import { sql } from 'kysely';
import type {
  AppealCard,
  changeAppeal as changeAppealRoute,
  getAppeal as getAppealRoute,
} from '../../../shared/contract/messages/office.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { filled } from '../../../shared/known.ts';
import { firstOf } from '../../../shared/lists.ts';
import { counted } from '../../../shared/text/plural.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { describeGround, isNameless, namesGround, noteNumbers } from '../cases/index.ts';
import { holdsOn, lockAppeal, noSuchAppeal, readableAppeals } from './appeal-line.ts';
import { listDocuments } from './document-rows.ts';
import { lineColumns, presentLine, selectLines } from './journal.ts';
import { offeredKinds } from './letters.ts';
import { listTerms, nextTerm } from './next-term.ts';
import { officeOf } from './settings.ts';

/** Route: the card by the number of its case. */
export async function getAppeal(
  ctx: Ctx,
  { params }: HandlerInput<typeof getAppealRoute>,
): Promise<AppealCard> {
  const found = await ctx.db
    .selectFrom('cases.v_appeal')
    .select('id')
    .where('number', '=', params.number)
    .where(readableAppeals(ctx))
    .executeTakeFirst();
  if (!found) throw noSuchAppeal();
  const card = await readAppealCard(ctx, found.id!);
  // Letters name the person and the address: whoever reads them here reads personal data.
  if (card.documents.some(({ text }) => text !== ''))
    ctx.audit({ action: 'office.read-letters', object: 'case', objectId: card.caseId });
  return card;
}

/** The street of an address, without the house: enough to tell two cards apart. */
const maskAddress = (address: string): string => `${firstOf(address.split(/[,\d]/u)).trim() || '•••'}, •••`;

function selectCard(ctx: Ctx, caseId: string) {
  return selectLines(ctx, {})
    .select(lineColumns)
    .select(nextTerm().as('next_term'))
    .select([
      'appeal.sheets',
      'appeal.attachment_sheets',
      'appeal.correspondent',
      'appeal.correspondent_number',
    ])
    .select(['appeal.correspondent_date', 'appeal.reply_by', 'appeal.reply_address', 'appeal.questions'])
    .select(['appeal.result_note', 'appeal.nomenclature', 'appeal.keep_until', 'appeal.version'])
    .select([
      'cases.v_appeal.regime',
      'cases.v_appeal.block',
      'cases.v_appeal.district_id',
      'cases.v_appeal.signs',
    ])
    .where('appeal.case_id', '=', caseId);
}

/** The whole card of a case the caller may see. */
export async function readAppealCard(ctx: Ctx, caseId: string): Promise<AppealCard> {
  const row = await selectCard(ctx, caseId).executeTakeFirst();
  if (!row) throw noSuchAppeal();
  const [copies, forwardings, prolongations, documents, terms, answer, isUnnamed] = await Promise.all([
    listCopies(ctx, caseId),
    listForwardings(ctx, caseId),
    listProlongations(ctx, caseId),
    listDocuments(ctx, caseId, row),
    listTerms(ctx, caseId),
    ctx.db
      .selectFrom('cases.v_released_answer')
      .select('version')
      .where('case_id', '=', caseId)
      .executeTakeFirst(),
    isNameless(ctx, caseId),
  ]);
  const isLeft = isUnnamed && row.closed_at === null && row.answered_at === null;
  const { years, legal } = officeOf(ctx.config).storage;
  const line = presentLine(ctx, { ...row, is_extended: prolongations.length > 0 });
  const may = (permission: string) => holdsOn(ctx, row, permission);
  return {
    ...line,
    sheets: row.sheets,
    attachmentSheets: row.attachment_sheets,
    correspondent: row.correspondent,
    correspondentNumber: row.correspondent_number,
    correspondentDate: row.correspondent_date,
    replyBy: row.reply_by,
    replyAddress: row.reply_address && maskAddress(row.reply_address),
    questions: row.questions as AppealCard['questions'],
    resultNote: row.result_note,
    regime: row.regime as AppealCard['regime'],
    nomenclature: row.nomenclature,
    storage: `${counted(years, 'год', 'года', 'лет')} (${legal})`,
    keepUntil: row.keep_until,
    registerDue: row.register_due.toISOString(),
    copies,
    forwardings,
    terms,
    prolongations,
    documents,
    version: row.version,
    can: [
      ...(may('office.keep') ? ['change', 'copies', 'send', 'documents'] : []),
      ...(may('office.keep') && !line.isStruck
        ? offeredKinds({
            isForwarded: forwardings.length > 0,
            isExtended: prolongations.length > 0,
            status: line.status,
            isAnswered: answer !== undefined,
            hasGround: namesGround(row.signs ?? []),
          })
        : []),
      ...(may('office.keep') && !line.isStruck && isLeft ? ['leave-nameless'] : []),
      ...(may('office.sign') ? ['sign'] : []),
      ...(may('cases.reveal') ? ['reveal'] : []),
    ],
  };
}

async function listForwardings(ctx: Ctx, caseId: string): Promise<AppealCard['forwardings']> {
  const rows = await ctx.db
    .selectFrom('cases.v_forwarding')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('at')
    .execute();
  return rows
    .map((row) => filled(row, 'body_title', 'at', 'text', 'ground_id'))
    .map(({ body_title, at, text, ground_id }) => ({
      body: body_title,
      at: at.toISOString(),
      text,
      legal: describeGround(ground_id).legal,
    }));
}

async function listCopies(ctx: Ctx, caseId: string): Promise<AppealCard['copies']> {
  const rows = await ctx.db
    .selectFrom('office.copy')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('made_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    body: row.body_title,
    question: row.question,
    documentId: row.document_id,
    dueAt: row.due_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  }));
}

/** How the term was prolonged: by whom and why, as the resident was told. Plan: event_case. */
export async function listProlongations(ctx: Ctx, caseId: string): Promise<AppealCard['prolongations']> {
  const rows = await ctx.db
    .selectFrom('cases.v_prolongation')
    .select(['at', 'text', 'due_at'])
    .where('case_id', '=', caseId)
    .orderBy('at')
    .execute();
  return rows
    .map((row) => filled(row, 'at', 'due_at'))
    .map(({ at, text, due_at }) => ({
      at: at.toISOString(),
      dueAt: due_at.toISOString(),
      text: text ?? '',
    }));
}

type Change = typeof changeAppealRoute;

/** Route: what a clerk puts right in the card. Which fields changed stays in the journal, not their contents. */
export async function changeAppeal(ctx: Ctx, { params, body }: HandlerInput<Change>): Promise<AppealCard> {
  const { version, questions, ...fields } = body;
  await lockAppeal(ctx, params.id, version);
  for (const { factId } of questions ?? [])
    if (factId && !findFact(factId))
      throw new AppError('lib.bad-input', 'Такой темы нет. Выберите тему из списка.', {
        fields: { questions: 'Неизвестная тема' },
      });
  if (fields.repeatOf) await requireEarlier(ctx, fields.repeatOf, params.id);
  const columns = {
    ...pick('kind', fields.kind),
    ...pick('form', fields.form),
    ...pick('sheets', fields.sheets),
    ...pick('attachment_sheets', fields.attachmentSheets),
    ...pick('is_collective', fields.isCollective),
    ...pick('repeat_of', fields.repeatOf),
    ...pick('is_control', fields.isControl),
    ...pick('correspondent', fields.correspondent),
    ...pick('correspondent_number', fields.correspondentNumber),
    ...pick('correspondent_date', fields.correspondentDate),
    ...pick('reply_by', fields.replyBy),
    ...pick('reply_address', fields.replyAddress),
    ...pick('result', fields.result),
    ...pick('result_note', fields.resultNote),
    ...(questions && { questions: JSON.stringify(questions) }),
  };
  await ctx.db
    .updateTable('office.appeal')
    .set({ ...columns, version: sql`version + 1`, changed_at: ctx.now })
    .where('case_id', '=', params.id)
    .execute();
  if (fields.correspondentNumber)
    await noteNumbers(ctx.db, [{ caseId: params.id, number: fields.correspondentNumber }]);
  ctx.audit({
    action: 'office.change-appeal',
    object: 'case',
    objectId: params.id,
    data: { fields: Object.keys(columns) },
  });
  return readAppealCard(ctx, params.id);
}

const pick = <K extends string, V>(name: K, value: V | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<K, V>>;

/** What an appeal repeats: another case the caller may see. */
export async function requireEarlier(ctx: Ctx, number: string, ownId: string | null): Promise<void> {
  const found = await ctx.db
    .selectFrom('cases.v_appeal')
    .select('id')
    .where('number', '=', number)
    .where(readableAppeals(ctx))
    .executeTakeFirst();
  if (found && found.id !== ownId) return;
  const text = found ? 'Обращение не может повторять само себя.' : 'Такого дела нет. Проверьте номер.';
  throw new AppError('lib.bad-input', text, { fields: { repeatOf: text } });
}
