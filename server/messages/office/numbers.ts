import { sql } from 'kysely';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { officeOf } from './settings.ts';

/** The next number of the local year; its row stays locked until the commit, so none is given twice or left out. */
export async function nextPaperNumber(
  ctx: Ctx,
  kind: 'journal' | 'outgoing',
): Promise<{ number: string; year: number; serial: number }> {
  const year = Number(cityDay(ctx.config, ctx.now).slice(0, 4));
  const { rows } = await sql<{ last: number }>`
    INSERT INTO office.counter AS counter (kind, year, last) VALUES (${kind}, ${year}, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1 RETURNING last`.execute(ctx.db);
  const serial = firstRow(rows).last;
  const settings = officeOf(ctx.config);
  const form = kind === 'journal' ? settings.journalNumber : settings.outgoingNumber;
  return {
    number: form.replace('{serial}', String(serial)).replace('{year}', String(year)),
    year,
    serial,
  };
}
