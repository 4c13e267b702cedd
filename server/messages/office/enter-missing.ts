import { sql } from 'kysely';
import { z } from 'zod';
import { filled } from '../../../shared/known.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Config } from '../../lib/config.ts';
import type { Db } from '../../lib/database/db.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { noteNumbers, type OtherNumber, STATUTORY_APPEAL } from '../cases/index.ts';
import { formOf, guessKind } from './enter.ts';
import { officeOf } from './settings.ts';

/** Appeals a register or the demo brought without the usual course: each gets its line, oldest first. */
export const enterMissingJob = defineJob('office.enter-missing', z.object({}));

/** Lines one run makes: one transaction, a second. */
const BATCH = 2000;

export const enterMissing = (ctx: Ctx): Promise<number> => enterMissingLines(ctx.db, ctx.config, ctx.now);

/** Enters what has no line, by the year of registration. Returns how many. Safe to run twice and side by side. */
export async function enterMissingLines(db: Db, config: Config, now: Date): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(398202159)`.execute(db);
  const rows = await db
    .selectFrom('cases.v_appeal')
    .leftJoin('office.appeal', 'office.appeal.case_id', 'cases.v_appeal.id')
    .select(['cases.v_appeal.id', 'registered_at', 'received_at', 'channel', 'signs', 'title'])
    .where('cases.v_appeal.regime', '=', STATUTORY_APPEAL)
    .where('office.appeal.case_id', 'is', null)
    .orderBy('registered_at')
    .limit(BATCH)
    .execute();
  if (rows.length === 0) return 0;
  const { journalNumber, storage } = officeOf(config);
  const lines = rows.map((found) => {
    const row = filled(found, 'registered_at', 'received_at', 'channel', 'signs', 'title');
    const registered = cityDay(config, row.registered_at);
    const form = formOf({ channel: row.channel, signs: row.signs });
    return {
      id: row.id,
      year: Number(registered.slice(0, 4)),
      received: cityDay(config, row.received_at),
      registered,
      due: startTerm('fz59-registration', row.received_at).dueAt.toISOString(),
      kind: guessKind(row.title),
      form,
      sheets: form === 'written' ? 1 : 0,
    };
  });
  const entered = await sql<OtherNumber>`
    WITH given AS (
      SELECT *, row_number() OVER (PARTITION BY year ORDER BY registered, id) AS place
      FROM json_to_recordset(${JSON.stringify(lines)}::json) AS line(
        id uuid, year int, received date, registered date, due timestamptz, kind text, form text, sheets smallint)
    ), counter AS (
      INSERT INTO office.counter AS counter (kind, year, last)
      SELECT 'journal', year, count(*) FROM given GROUP BY year ORDER BY year
      ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + excluded.last RETURNING year, last
    ), numbered AS (
      SELECT given.*, (counter.last - count(*) OVER (PARTITION BY given.year) + place)::int AS serial
      FROM given JOIN counter USING (year)
    )
    INSERT INTO office.appeal (case_id, number, year, serial, entered_at, received_on, registered_on, register_due, kind, form,
      sheets, reply_by, nomenclature, changed_at)
    SELECT id, replace(replace(${journalNumber}, '{serial}', serial::text), '{year}', year::text), year, serial, ${now},
      received, registered, due, kind, form, sheets, CASE form WHEN 'electronic' THEN 'account' ELSE 'post' END,
      ${storage.nomenclature}, ${now}
    FROM numbered RETURNING case_id AS "caseId", number`.execute(db);
  await noteNumbers(db, entered.rows);
  return rows.length;
}
