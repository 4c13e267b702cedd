import { sql } from 'kysely';
import type { z } from 'zod';
import type { appealForm, appealKind, registerAppeal } from '../../../shared/contract/messages/office.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type AppealFile, noteNumbers, readAppealFile, STATUTORY_APPEAL } from '../cases/index.ts';
import { nextPaperNumber } from './numbers.ts';
import { officeOf } from './settings.ts';

type Kind = z.output<typeof appealKind>;
type Form = z.output<typeof appealForm>;
export type CardInput = HandlerInput<typeof registerAppeal>['body']['card'];

/** What the words themselves call it; the clerk corrects. 59-ФЗ, ст. 4 п. 2–4. */
export function guessKind(text: string): Kind {
  if (/(?<!\p{L})жал(об|уюсь|уемся)/iu.test(text)) return 'complaint';
  if (/(?<!\p{L})предлага(ю|ем)(?!\p{L})/iu.test(text)) return 'proposal';
  return 'application';
}

const forms: Readonly<Record<string, Form>> = {
  reception: 'oral',
  paper: 'written',
  official_letter: 'written',
};

/** Oral at a reception, unless a paper was given there (59-ФЗ, ст. 13 ч. 4). */
export const formOf = ({ channel, signs }: Pick<AppealFile, 'channel' | 'signs'>): Form =>
  signs.includes('written-at-reception') ? 'written' : (forms[channel] ?? 'electronic');

const replyWay = (file: AppealFile, form: Form) => {
  if (file.returnAddress) return 'post' as const;
  if (form === 'electronic' && file.residentId) return 'account' as const;
  return file.email ? ('email' as const) : ('post' as const);
};

/**
 * A line of the journal for an appeal; nothing where it stands there already, or the case goes by another order. Returns
 * the number. Idempotent: a job that runs twice enters once.
 */
export async function enterAppeal(ctx: Ctx, caseId: string, card: CardInput = {}): Promise<string | null> {
  const file = await readAppealFile(ctx, caseId);
  if (!file || file.regime !== STATUTORY_APPEAL) return null;
  const known = await findLine(ctx, caseId);
  if (known) return known.number;
  const { number, year, serial } = await nextPaperNumber(ctx, 'journal');
  const form = card.form ?? formOf(file);
  const { replyAddress, questions, ...plain } = card;
  await ctx.db
    .insertInto('office.appeal')
    .values({
      case_id: caseId,
      number,
      year,
      serial,
      entered_at: ctx.now,
      changed_at: ctx.now,
      form,
      received_on: cityDay(ctx.config, file.receivedAt),
      registered_on: cityDay(ctx.config, file.registeredAt),
      register_due: startTerm('fz59-registration', file.receivedAt).dueAt,
      kind: plain.kind ?? readKind(file.calledKind) ?? guessKind(file.text),
      sheets: plain.sheets ?? (form === 'written' ? 1 : 0),
      attachment_sheets: plain.attachmentSheets ?? 0,
      is_collective: plain.isCollective ?? file.signs.includes('collective'),
      repeat_of: plain.repeatOf ?? null,
      is_control: plain.isControl ?? false,
      correspondent: plain.correspondent ?? null,
      correspondent_number: plain.correspondentNumber ?? null,
      correspondent_date: plain.correspondentDate ?? null,
      reply_by: plain.replyBy ?? replyWay(file, form),
      reply_address: replyAddress ?? file.returnAddress,
      questions: JSON.stringify(questions ?? []),
      nomenclature: officeOf(ctx.config).storage.nomenclature,
    })
    .onConflict((conflict) => conflict.column('case_id').doNothing())
    .execute();
  await noteNumbers(
    ctx.db,
    [number, plain.correspondentNumber ?? ''].map((known) => ({ caseId, number: known })),
  );
  ctx.audit({ action: 'office.enter-appeal', object: 'case', objectId: caseId, data: { number } });
  return number;
}

/** The appeals among new cases; hardly any of a flood of messages. */
export async function enterAppeals(ctx: Ctx, { caseIds }: { caseIds: string[] }): Promise<void> {
  const appeals = await ctx.db
    .selectFrom('cases.v_appeal')
    .select('id')
    .where('id', '=', sql<string>`ANY(${caseIds}::uuid[])`)
    .where('regime', '=', STATUTORY_APPEAL)
    .orderBy('registered_at')
    .execute();
  for (const { id } of appeals) if (id) await enterAppeal(ctx, id);
}

const readKind = (called: string | null): Kind | null =>
  called === 'application' || called === 'proposal' || called === 'complaint' ? called : null;

const findLine = (ctx: Ctx, caseId: string) =>
  ctx.db.selectFrom('office.appeal').select('number').where('case_id', '=', caseId).executeTakeFirst();

/** Another order was decided: the line is struck and keeps its number; back under 59-ФЗ, it stands again. */
export async function followRegime(
  ctx: Ctx,
  { caseId, regime }: { caseId: string; regime: string },
): Promise<void> {
  const isAppeal = regime === STATUTORY_APPEAL;
  if (isAppeal) await enterAppeal(ctx, caseId);
  await ctx.db
    .updateTable('office.appeal')
    .set({ struck_at: isAppeal ? null : ctx.now, changed_at: ctx.now })
    .where('case_id', '=', caseId)
    .execute();
}

/** The day of receipt was put right: the journal shows the new one and keeps the first. */
export async function followReceipt(ctx: Ctx, { caseId }: { caseId: string }): Promise<void> {
  const file = await readAppealFile(ctx, caseId);
  if (!file) return;
  await ctx.db
    .updateTable('office.appeal')
    .set((eb) => ({
      received_before: eb.fn.coalesce('received_before', 'received_on'),
      received_on: cityDay(ctx.config, file.receivedAt),
      register_due: startTerm('fz59-registration', file.receivedAt).dueAt,
      changed_at: ctx.now,
      version: eb('version', '+', 1),
    }))
    .where('case_id', '=', caseId)
    .execute();
}

/** An appeal is filed for its years from the end of the year in which it was answered. */
export async function setStorage(ctx: Ctx, caseId: string): Promise<void> {
  const { years } = officeOf(ctx.config).storage;
  const year = Number(cityDay(ctx.config, ctx.now).slice(0, 4));
  await ctx.db
    .updateTable('office.appeal')
    .set({ keep_until: `${year + years}-12-31`, changed_at: ctx.now })
    .where('case_id', '=', caseId)
    .execute();
}
