import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/city-numbers.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { paperName } from '../../../shared/text/group/city-numbers.ts';
import { cityDay } from '../../lib/city.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { keyOfNumber, readNumber, refuseDay } from './number-rules.ts';
import { findPaper, type PaperRow, presentPaper } from './papers.ts';

const numberRecord: RecordKind = { words: 'Номер СЭД', object: 'city-number', module: 'city-numbers' };

interface Told {
  number: string;
  day: string;
}

/** Numbers come one after another: two people cannot give one number to two papers at once. */
export const lockNumbers = (ctx: Ctx) => sql`SELECT pg_advisory_xact_lock(398202142)`.execute(ctx.db);

/** Refuses a number that another paper of the kind has in the same year, with its name where the caller may know it. */
async function requireFree(ctx: Ctx, paper: PaperRow, { number, day }: Told): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT paper_id AS id FROM city_numbers.number WHERE kind = ${paper.kind} AND lower(number) = lower(${number})
      AND extract(year FROM day) = extract(year FROM ${day}::date) AND paper_id <> ${paper.id}::uuid`.execute(
    ctx.db,
  );
  const [other] = rows;
  if (!other) return;
  const seen = await findPaper(ctx, other.id).catch(() => null);
  const whose = seen ? `: ${paperName({ kind: seen.kind, ownNumber: seen.own_number })}` : '';
  throw badField('number', `№ ${number} за ${day.slice(0, 4)} год уже у другого документа${whose}`);
}

/** Writes a number and promises the journal what it was and became. */
export async function writeNumber(
  ctx: Ctx,
  paper: Pick<PaperRow, 'id' | 'kind'>,
  told: Told & {
    source: 'hand' | 'file';
    former?: Told | null;
    reason?: string;
    /** Who writes it, where nobody at a keyboard does. */
    by?: { id: string; name: string };
  },
): Promise<void> {
  const who = told.by ?? (isStaff(ctx.actor) ? ctx.actor : null);
  if (!who) throw new Error('Numbers are written by staff');
  const { number, day, source, former, reason } = told;
  const by = { source, entered_at: ctx.now, entered_by: who.id, entered_by_name: who.name };
  await ctx.db
    .insertInto('city_numbers.number')
    .values({ paper_id: paper.id, kind: paper.kind, number, day, ...by })
    .onConflict((conflict) =>
      conflict.column('paper_id').doUpdateSet({ number, day, ...by, version: sql`number.version + 1` }),
    )
    .execute();
  ctx.audit({
    action: former ? 'city-numbers.change' : 'city-numbers.enter',
    object: 'city-number',
    objectId: paper.id,
    data: { kind: paper.kind, number, day, source, ...(former && { former, reason }) },
  });
}

/** Route: the number as it stands in the city's system; one that stands here already changes with a reason. */
export async function keepNumber(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.keepNumber>,
): Promise<contract.NumberedPaper> {
  await lockNumbers(ctx);
  const paper = await findPaper(ctx, params.id);
  refuseStale(numberRecord, { id: paper.id, version: paper.version ?? 0 }, body.version);
  const number = readNumber(body.number);
  if (!number) throw badField('number', 'Это не номер: нужны цифры, можно буквы и знаки . / - № ( )');
  const wrongDay = refuseDay(body.day, { paperDay: paper.day, today: cityDay(ctx.config, ctx.now) });
  if (wrongDay) throw badField('day', wrongDay);
  const former = paper.number === null ? null : { number: paper.number, day: paper.number_day! };
  if (former && keyOfNumber(former.number) === keyOfNumber(number) && former.day === body.day)
    return presentPaper(paper);
  if (former && body.reason.length < 3)
    throw badField('reason', 'Номер уже записан: напишите, почему он меняется');
  const told = { number, day: body.day };
  await requireFree(ctx, paper, told);
  await writeNumber(ctx, paper, { ...told, source: 'hand', former, reason: body.reason }).catch((error) => {
    if (isTaken(error)) throw badField('number', `№ ${number} уже у другого документа`);
    throw error;
  });
  return presentPaper(await findPaper(ctx, paper.id));
}

/** Route: takes off what was written to the wrong paper. */
export async function removeNumber(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.removeNumber>,
): Promise<{ done: true }> {
  const paper = await findPaper(ctx, params.id);
  const row = await lockSeen(
    numberRecord,
    ctx.db
      .selectFrom('city_numbers.number')
      .select(['paper_id as id', 'version', 'number', 'day', 'kind'])
      .where('paper_id', '=', paper.id),
    { seen: query.version, missing: () => new AppError('lib.not-found', 'Номера СЭД у документа нет.') },
  );
  await ctx.db.deleteFrom('city_numbers.number').where('paper_id', '=', row.id).execute();
  ctx.audit({
    action: 'city-numbers.remove',
    object: 'city-number',
    objectId: row.id,
    data: { kind: row.kind, former: { number: row.number, day: row.day }, reason: query.reason },
  });
  return { done: true };
}
