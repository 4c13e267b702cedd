import { sql } from 'kysely';
import { z } from 'zod';
import { drawChart } from '../../../shared/charts/draw.ts';
import { findStaffActor, listStaffRecipients, type StaffRecipient } from '../../base/identity/index.ts';
import { type LetterFile, sendLetter } from '../../base/outbox/index.ts';
import { readSnapshot, renderSnapshot, type SnapshotOf } from '../../base/snapshots/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { writeBookInTurn } from '../../lib/database/in-turn.ts';
import { chartWidths } from '../../lib/documents/model.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { letterChart, writeLetter } from './letter.ts';
import { addressOn, freezeQuestion, type Question, readQuestion } from './question.ts';
import { visibleViews } from './rows.ts';
import { nextSending } from './schedule.ts';
import {
  dropSubscription,
  letterLink,
  listDue,
  type SubscriptionRow,
  scheduleOfSubscription,
} from './subscriptions.ts';

/** How often a letter that could not be made is tried, and the pause between, ms. */
const TRIES = 3;
const PAUSE = 15 * 60_000;
/** How long a deleted view can be brought back, ms. */
const KEPT = 31 * 86_400_000;

export const dueJob = defineJob('heat-views.find-due', z.object({}));
export const sendViewJob = defineJob(
  'heat-views.send',
  z.object({ viewId: z.uuid(), plannedAt: z.iso.datetime() }),
);
export const tidyViewsJob = defineJob('heat-views.tidy', z.object({}));

/** Finds planned moments that have come; each view is a job of its own, so that one that fails holds up no other. */
export async function findDue(ctx: Ctx): Promise<void> {
  for (const due of await listDue(ctx))
    ctx.enqueue(sendViewJob, due, { key: `${sendViewJob.name}:${due.viewId}:${due.plannedAt}` });
}

/** Forgets views deleted a month ago, with their letters' schedules. */
export async function tidyViews(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('heat_views.view')
    .where('deleted_at', '<', new Date(ctx.now.getTime() - KEPT))
    .execute();
}

interface Issue {
  view: { id: string; title: string; content: unknown; period: unknown };
  plannedAt: Date;
  /** The local day the letter was planned for: «прошлая неделя» is counted from it, even where it goes late. */
  day: string;
}

/**
 * Makes and writes one view's letters of one planned moment: one snapshot for all who get them then. The rows are locked and the
 * next moment is set in the same transaction, so a second run finds nothing to do.
 */
export async function sendView(ctx: Ctx, payload: z.output<typeof sendViewJob.payload>): Promise<void> {
  const plannedAt = new Date(payload.plannedAt);
  const view = await ctx.db
    .selectFrom('heat_views.view')
    .select(['id', 'title', 'content', 'period'])
    .where('id', '=', payload.viewId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  const rows = await ctx.db
    .selectFrom('heat_views.subscription')
    .selectAll()
    .where('view_id', '=', payload.viewId)
    .where('next_at', '=', plannedAt)
    .where(sql<boolean>`coalesce(retry_at <= ${ctx.now}, true)`)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
  if (!view || rows.length === 0) return;
  const issue = { view, plannedAt, day: cityDay(ctx.config, plannedAt) };
  const recipients = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const entitled: SubscriptionRow[] = [];
  for (const row of rows) {
    if (await mayStillRead(ctx, row)) entitled.push(row);
    else await end(ctx, row, view.title, recipients.get(row.person_id));
  }
  if (entitled.length > 0) await issueLetters(ctx, issue, entitled, recipients);
}

/** Rights are those of this very moment: a letter tells nobody what their screen would not. */
async function mayStillRead(ctx: Ctx, row: SubscriptionRow): Promise<boolean> {
  const actor = await findStaffActor(ctx.db, row.person_id, cityDay(ctx.config, ctx.now));
  if (!actor?.permissions.has('heatmap.read') || !actor.permissions.has('heatmap.export')) return false;
  const found = await ctx.db
    .selectFrom('heat_views.view as view')
    .select('view.id')
    .where('view.id', '=', row.view_id)
    .where(visibleViews(actor))
    .executeTakeFirst();
  return found !== undefined;
}

async function end(
  ctx: Ctx,
  row: SubscriptionRow,
  title: string,
  person: StaffRecipient | undefined,
): Promise<void> {
  await dropSubscription(ctx, row);
  if (!person) return;
  await sendLetter(ctx, {
    channel: 'email',
    recipient: person.email,
    purpose: 'heat-view-ended' as const,
    subject: 'Письма с тепловой картой прекращены',
    text: `Вид «${title}» вам больше не открыт или выгружать числа вы больше не можете, поэтому писем с ним не будет.`,
  });
}

async function issueLetters(
  ctx: Ctx,
  issue: Issue,
  rows: SubscriptionRow[],
  recipients: ReadonlyMap<string, StaffRecipient>,
): Promise<void> {
  const made = await freeze(ctx, issue);
  if (!made.ok) {
    for (const row of rows) await failOnce(ctx, row, issue, made.reason);
    return;
  }
  const files = new Map<string, MadeFile>();
  const picture = await paintLetter(made.snapshot);
  for (const row of rows) {
    const person = recipients.get(row.person_id);
    if (!person) {
      await settle(ctx, row, issue, {
        state: 'failed',
        reason: 'У сотрудника нет адреса почты',
        number: made.snapshot.number,
      });
      continue;
    }
    const file = files.get(row.file) ?? (await makeFile(ctx, made.snapshot, row.file));
    files.set(row.file, file);
    await write(ctx, { row, issue, person, file, picture, ...made });
  }
}

type Frozen = { ok: true; question: Question; snapshot: SnapshotOf } | { ok: false; reason: string };

/** The snapshot, or why there is none: what a failed count has written is taken back, the rest of the transaction stands. */
async function freeze(ctx: Ctx, { view, day }: Issue): Promise<Frozen> {
  const question = readQuestion(view);
  if (!question)
    return { ok: false, reason: 'Такого отбора на тепловой карте больше нет: сохраните вид заново' };
  await sql`SAVEPOINT heat_view`.execute(ctx.db);
  try {
    const number = await freezeQuestion(ctx, question, day, view.title);
    return { ok: true, question, snapshot: await readSnapshot(ctx, number) };
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT heat_view`.execute(ctx.db);
    ctx.log.error({ err: error, view: view.id }, 'вид тепловой карты не посчитался');
    return { ok: false, reason: error instanceof AppError ? error.message : 'Числа не посчитались' };
  }
}

type MadeFile = { file: LetterFile | null; words: string; reason: string };

/** The file of a letter; a letter goes without it where it cannot be made, and says so. */
async function makeFile(ctx: Ctx, snapshot: SnapshotOf, format: string): Promise<MadeFile> {
  if (format !== 'xlsx' && format !== 'pdf') return { file: null, words: '', reason: '' };
  const name = format.toUpperCase();
  try {
    const { stream, contentType, filename } = await writeBookInTurn(() =>
      renderSnapshot(ctx, snapshot, format),
    );
    if (!Buffer.isBuffer(stream)) throw new Error(`${name} is a stream`);
    const file = { name: filename, contentType, content: stream };
    return { file, words: `Таблица приложена: ${name}.`, reason: '' };
  } catch (error) {
    ctx.log.error({ err: error, snapshot: snapshot.number }, 'файл к письму не составился');
    return {
      file: null,
      words: `${name} составить не удалось: скачайте его со страницы снимка.`,
      reason: `${name} не составился, письмо ушло без него`,
    };
  }
}

/** The lines of the letter as a picture; none where nothing was counted. */
async function paintLetter({ number, content }: SnapshotOf): Promise<LetterFile | null> {
  const chart = letterChart(content.tables);
  if (!chart) return null;
  const { toTitledPng } = await import('../../lib/charts/png.ts');
  const png = await toTitledPng(drawChart(chart, chartWidths.full), chart.title);
  return { name: `${number}.png`, contentType: 'image/png', content: png };
}

interface Written {
  row: SubscriptionRow;
  issue: Issue;
  person: StaffRecipient;
  file: MadeFile;
  picture: LetterFile | null;
  question: Question;
  snapshot: SnapshotOf;
}

async function write(
  ctx: Ctx,
  { row, issue, person, file, picture, question, snapshot }: Written,
): Promise<void> {
  const { publicUrl } = ctx.config;
  const nextAt = nextSending(scheduleOfSubscription(row), ctx.now);
  const id = await settle(ctx, row, issue, {
    state: 'written',
    reason: file.reason,
    number: snapshot.number,
  });
  await sendLetter(ctx, {
    id,
    channel: 'email',
    recipient: person.email,
    purpose: 'heat-view' as const,
    ...writeLetter({
      title: issue.view.title,
      told: snapshot.content.told,
      tables: snapshot.content.tables,
      snapshotLink: `${publicUrl}/staff/snapshots/${encodeURIComponent(snapshot.number)}`,
      screenLink: `${publicUrl}${addressOn(question, issue.day)}`,
      stopLink: letterLink(ctx.config, row.id),
      number: snapshot.number,
      nextAt,
      zone: readCity(ctx.config).zone,
      file: file.words,
    }),
    files: [file.file, picture].filter((one) => one !== null),
  });
}

/** Writes what became of a planned letter and plans the next; the id is that of the letter, once per moment. */
async function settle(
  ctx: Ctx,
  row: SubscriptionRow,
  { plannedAt }: Issue,
  { number, ...outcome }: { state: 'written' | 'failed'; reason: string; number: string | null },
): Promise<string> {
  const values = { ...outcome, snapshot: number, at: ctx.now };
  const { id } = await ctx.db
    .insertInto('heat_views.sending')
    .values({ id: newId(), subscription_id: row.id, planned_at: plannedAt, tries: 1, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['subscription_id', 'planned_at'])
        .doUpdateSet({ ...values, tries: sql`sending.tries + 1` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await ctx.db
    .updateTable('heat_views.subscription')
    .set({ next_at: nextSending(scheduleOfSubscription(row), ctx.now), retry_at: null })
    .where('id', '=', row.id)
    .execute();
  return id;
}

/** A letter that could not be made waits and is tried again; after the last try it has failed and the next one is planned. */
async function failOnce(ctx: Ctx, row: SubscriptionRow, issue: Issue, reason: string): Promise<void> {
  const { tries } = await ctx.db
    .insertInto('heat_views.sending')
    .values({
      id: newId(),
      subscription_id: row.id,
      planned_at: issue.plannedAt,
      tries: 1,
      state: 'waiting',
      reason,
      at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['subscription_id', 'planned_at'])
        .doUpdateSet({ reason, at: ctx.now, tries: sql`sending.tries + 1` }),
    )
    .returning('tries')
    .executeTakeFirstOrThrow();
  if (tries >= TRIES) {
    await settle(ctx, row, issue, { state: 'failed', reason, number: null });
    return;
  }
  await ctx.db
    .updateTable('heat_views.subscription')
    .set({ retry_at: new Date(ctx.now.getTime() + PAUSE) })
    .where('id', '=', row.id)
    .execute();
}
