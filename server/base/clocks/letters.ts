import { sql } from 'kysely';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { counted } from '../../../shared/text/plural.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { listStaffRecipients } from '../identity/index.ts';
import { type LetterInput, sendLetters } from '../outbox/index.ts';
import { runningClocks, tablesOf } from './clock-table.ts';
import { clockSubject } from './subject.ts';

/** Lines of one round; the rest goes with the next. */
const LINES = 5000;
/** Subjects one letter names; of the others it says how many. */
const NAMED = 50;
/** One process at a time gathers letters, so that a person gets one and not two halves. */
const GATHERING = 398_202_110;

/** Lines whose hour has come, those that waited longest first. Plan: line_due. */
const findDueLines = (ctx: Ctx) =>
  ctx.db
    .selectFrom('clocks.line')
    .select([
      'id',
      'clock_id',
      'person_id',
      'subject_kind',
      'name',
      'about',
      'path',
      'kind',
      'title',
      'due_at',
    ])
    .where('sent_at', 'is', null)
    .where('send_at', '<=', ctx.now)
    .orderBy('send_at')
    .limit(LINES)
    .execute();

type Line = Awaited<ReturnType<typeof findDueLines>>[number];

/**
 * Letters whose hour has come: one for each person, however many terms it tells of. Lines about terms that have ended
 * meanwhile are dropped. Returns whether lines were left.
 */
export async function sendDueLines(ctx: Ctx): Promise<boolean> {
  const { rows: lock } = await sql<{
    mine: boolean;
  }>`SELECT pg_try_advisory_xact_lock(${GATHERING}) AS mine`.execute(ctx.db);
  if (!firstRow(lock).mine) return false;
  const lines = await findDueLines(ctx);
  if (lines.length === 0) return false;
  const running = await findRunning(ctx, lines);
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const byPerson = Map.groupBy(
    lines.filter(({ clock_id }) => running.has(clock_id)),
    ({ person_id }) => person_id,
  );
  const letters = [...byPerson].flatMap(([id, own]) => {
    const person = staff.get(id);
    return person ? [writeLetter(ctx, person.email, own)] : [];
  });
  await sendLetters(ctx, letters);
  await sql`
    UPDATE clocks.line SET sent_at = ${ctx.now}, is_dropped = NOT clock_id = ANY(${[...running]}::uuid[])
    WHERE id = ANY(${lines.map(({ id }) => id)}::bigint[])`.execute(ctx.db);
  return lines.length === LINES;
}

async function findRunning(ctx: Ctx, lines: readonly Line[]): Promise<Set<string>> {
  const running = new Set<string>();
  const tables = tablesOf(ctx);
  const kept = new Set(tables.map(({ subject }) => subject));
  for (const table of tables) {
    const own = lines.filter(({ subject_kind: kind }) => (kept.has(kind) ? kind : null) === table.subject);
    const ids = [...new Set(own.map(({ clock_id }) => clock_id))];
    if (ids.length > 0) for (const id of await runningClocks(ctx, table, ids)) running.add(id);
  }
  return running;
}

/** No words of residents: a letter leaves the system, a topic and a number are enough to know what it is of. */
function writeLetter(ctx: Ctx, recipient: string, lines: readonly Line[]): LetterInput {
  const { zone } = readCity(ctx.config);
  const told = lines.slice(0, NAMED).map(({ subject_kind, name, about, path, kind, title, due_at }) => {
    const what = ctx.ports.find(clockSubject, subject_kind)?.title(kind) ?? kind;
    const subject = about ? `${name}, ${about}` : name;
    return `${subject}. ${what}: ${title}, срок до ${formatDateTime(due_at.toISOString(), zone)}. ${ctx.config.publicUrl}${path}`;
  });
  const rest = lines.length - told.length;
  const [first] = lines;
  return {
    channel: 'email',
    recipient,
    subject:
      lines.length === 1
        ? `${first!.name}: ${first!.title}`
        : `Сроки: ${counted(lines.length, 'напоминание', 'напоминания', 'напоминаний')}`,
    text: [...told, ...(rest > 0 ? [`И ещё ${counted(rest, 'срок', 'срока', 'сроков')}.`] : [])].join('\n'),
    purpose: 'control-term',
  };
}
