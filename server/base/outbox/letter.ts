import { sql } from 'kysely';
import { z } from 'zod';
import { itemAt } from '../../../shared/lists.ts';
import {
  isStage,
  noticeKindOf,
  type Purpose,
  type Weight,
  weightOf,
} from '../../../shared/text/letter-matrix.ts';
import { DAY, WEEK } from '../../../shared/time.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';

/** A file that goes with an e-mail. */
export interface LetterFile {
  name: string;
  contentType: string;
  content: Buffer;
}

export interface LetterInput {
  /** Its own id, where the caller keeps what becomes of it (`outbox.v_letter_state`). */
  id?: string;
  channel: 'sms' | 'email';
  /** Phone `+7…` or e-mail address. */
  recipient: string;
  subject?: string;
  /** Where a secret is given, `{secret}` marks its place. */
  text: string;
  /** A code or a one-time link: kept apart from the text, hidden from readers, wiped after a day. */
  secret?: string;
  /** Why the letter is written: a row of the letter matrix, which says what wishes may do with it. */
  purpose: Purpose;
  caseId?: string | null;
  /** Owed by law: no wish drops it. What the row itself says is stronger. */
  isDuty?: boolean;
  /** It does not go before this moment: until then what it tells of may be taken back (`withdrawLetters`). */
  notBefore?: Date;
  /** E-mail alone: the text reads without them. */
  files?: readonly LetterFile[];
}

/** What wishes may do with a letter; a secret cannot wait. */
function weigh({ purpose, secret, isDuty }: LetterInput): Weight {
  const weight = weightOf(purpose);
  if (weight === 'urgent' || secret !== undefined) return 'urgent';
  return isDuty ? 'duty' : weight;
}

const SECRET_MARK = '{secret}';
/** A secret outlives its use by little: codes live minutes, links a day. ms. */
const SECRET_LIFE = DAY;
/** Files of a letter that went: long enough to be asked about. ms. */
const FILE_LIFE = WEEK;

export const deliverJob = defineJob('outbox.deliver', z.object({}));
export const tidyLettersJob = defineJob('outbox.tidy', z.object({}));

/** Writes letters in the caller's transaction; they go out after the commit, or not at all. */
export async function sendLetters(ctx: Ctx, inputs: LetterInput[]): Promise<void> {
  if (inputs.length === 0) return;
  const rows = inputs.map((input) => {
    if (input.secret && !input.text.includes(SECRET_MARK))
      throw new Error(`Letter ${input.purpose} has a secret but no place for it`);
    return {
      id: input.id ?? newId(),
      channel: input.channel,
      recipient: input.recipient,
      subject: input.subject ?? '',
      text: input.text,
      secret: input.secret ?? null,
      purpose: input.purpose,
      notice_kind: noticeKindOf(input.purpose),
      case_id: input.caseId ?? null,
      weight: weigh(input),
      not_before: input.notBefore ?? null,
      created_at: ctx.now,
      state_at: ctx.now,
    };
  });
  await ctx.db.insertInto('outbox.letter').values(rows).execute();
  const files = inputs.flatMap(({ files: given = [] }, at) =>
    given.map((file, place) => ({
      letter_id: itemAt(rows, at).id,
      place,
      name: file.name,
      content_type: file.contentType,
      content: file.content,
    })),
  );
  if (files.length > 0) await ctx.db.insertInto('outbox.attachment').values(files).execute();
  ctx.enqueue(deliverJob, {}, { key: deliverJob.name });
  for (const runAt of laterMoments(inputs))
    ctx.enqueue(deliverJob, {}, { key: `${deliverJob.name}:${runAt.getTime()}`, runAt });
}

/** Each moment once, to the second: a hundred letters of one decision wake the delivery once. */
const laterMoments = (inputs: readonly LetterInput[]): Date[] =>
  [
    ...new Set(inputs.flatMap(({ notBefore }) => (notBefore ? Math.ceil(notBefore.getTime() / 1000) : []))),
  ].map((second) => new Date(second * 1000));

interface Written {
  id: string;
  purpose: string;
  state: string;
  planned_at: Date | null;
}

/** Letters about these cases that one decision wrote, locked. */
const writtenAt = (ctx: Ctx, caseIds: readonly string[], at: Date): Promise<Written[]> =>
  ctx.db
    .selectFrom('outbox.letter')
    .select(['id', 'purpose', 'state', 'planned_at'])
    .where(sql<boolean>`case_id = ANY(${[...caseIds]}::uuid[])`)
    .where('created_at', '=', at)
    .where('state', '<>', 'dropped')
    .forUpdate()
    .execute();

/** Not yet given its hour: nobody will have read it. */
const isWaiting = ({ state, planned_at }: Written): boolean => state === 'queued' && planned_at === null;

async function drop(ctx: Ctx, letters: readonly Written[]): Promise<void> {
  if (letters.length === 0) return;
  await ctx.db
    .updateTable('outbox.letter')
    .set({ state: 'dropped', reason: 'Решение отменено', planned_at: ctx.now, state_at: ctx.now })
    .where(sql<boolean>`id = ANY(${letters.map(({ id }) => id)}::uuid[])`)
    .execute();
}

/**
 * Withdraws letters written at one moment for these purposes about these cases, all or none: they wait for their `notBefore`.
 * Returns how many have gone already; then the rest goes too.
 */
export async function withdrawLetters(
  ctx: Ctx,
  letters: { caseIds: readonly string[]; purposes: readonly Purpose[]; writtenAt: Date },
): Promise<number> {
  const { caseIds, purposes } = letters;
  const told = (await writtenAt(ctx, caseIds, letters.writtenAt)).filter(({ purpose }) =>
    purposes.some((one) => one === purpose),
  );
  const gone = told.filter((letter) => !isWaiting(letter)).length;
  if (gone === 0) await drop(ctx, told);
  return gone;
}

/**
 * Withdraws what still waits of the letters to residents about a case that one decision wrote, and counts those that have
 * gone: the decision they tell of is taken back.
 */
export async function withdrawWaiting(ctx: Ctx, caseId: string, decidedAt: Date): Promise<{ gone: number }> {
  const told = (await writtenAt(ctx, [caseId], decidedAt)).filter(({ purpose }) => isStage(purpose));
  const waiting = told.filter(isWaiting);
  await drop(ctx, waiting);
  return { gone: told.length - waiting.length };
}

/** One letter. */
export const sendLetter = (ctx: Ctx, input: LetterInput): Promise<void> => sendLetters(ctx, [input]);

/** The key in a resident's own link: it opens their message and acts in their name, and must live as long as the letter. */
const PRIVATE_KEY = /([?&]k=)[\w-]{16,}/g;

/**
 * The text as its recipient reads it. Without the right to the secret, or after it was wiped, dots stand for it; for the
 * key of a private link too.
 */
export function fillText(
  letter: { text: string; secret: string | null; purpose: string },
  mayReveal: boolean,
): string {
  const text = mayReveal ? letter.text : letter.text.replaceAll(PRIVATE_KEY, '$1••••••');
  if (!text.includes(SECRET_MARK)) return text;
  return text.replace(SECRET_MARK, () => (mayReveal && letter.secret) || '••••••');
}

/** No try takes so long, ms: its job is gone, whatever took it away. */
const LONGEST_TRY = 3_600_000;

const loseForgotten = (ctx: Ctx) =>
  ctx.db
    .updateTable('outbox.letter')
    .set({ state: 'unknown', state_at: ctx.now, reason: 'Отправка прервалась' })
    .where('state', '=', 'sending')
    .where('state_at', '<', new Date(ctx.now.getTime() - LONGEST_TRY))
    .execute();

/** A code that nobody knows to have arrived is of no use a day later: no person has to settle it. */
const forgetStaleCodes = (ctx: Ctx) =>
  ctx.db
    .updateTable('outbox.letter')
    .set({ state: 'dead', state_at: ctx.now, try_id: null, reason: 'Не узнали, дошло ли; код устарел' })
    .where('state', '=', 'unknown')
    .where('state_at', '<', new Date(ctx.now.getTime() - SECRET_LIFE))
    .where('secret', 'is not', null)
    .execute();

/** Wipes secrets a day old and files of letters sent a week ago. Plan: the partial index of letters that hold a secret. */
export async function wipeSecrets(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('outbox.attachment')
    .using('outbox.letter as letter')
    .whereRef('letter.id', '=', 'outbox.attachment.letter_id')
    .where('letter.state', 'in', ['sent', 'shown'])
    .where('letter.state_at', '<', new Date(ctx.now.getTime() - FILE_LIFE))
    .execute();
  await loseForgotten(ctx);
  await forgetStaleCodes(ctx);
  await ctx.db
    .updateTable('outbox.letter')
    .set({ secret: null })
    .where('secret', 'is not', null)
    .where('created_at', '<', new Date(ctx.now.getTime() - SECRET_LIFE))
    .execute();
}
