import { randomInt } from 'node:crypto';
import { sql, type Updateable } from 'kysely';
import { DAY } from '../../../shared/time.ts';
import { localDate, localMonth } from '../../base/deadlines/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { addEvent } from '../incidents/index.ts';
import { holdPost } from '../posts/index.ts';
import { moderationPack } from './pack.ts';
import type { ActRow } from './rows.ts';

/** Under which name the words of a comment are kept past their term. */
export const HOLDER = 'moderation';

/** What decisions are called to `networks`: whose deed it is. */
export const ACT_SUBJECT = 'moderation-act';

/** The next number of the month: «М-2026-11-0007». */
export async function takeNumber(ctx: Ctx): Promise<string> {
  const month = localMonth(ctx.now);
  const { rows } = await sql<{ last: number }>`
    INSERT INTO moderation.number_counter AS counter (month, last) VALUES (${month}, 1)
    ON CONFLICT (month) DO UPDATE SET last = counter.last + 1 RETURNING last`.execute(ctx.db);
  return `М-${month}-${String(firstRow(rows).last).padStart(4, '0')}`;
}

/** No letter or digit that is taken for another. */
const LETTERS = '234679ACDEFHJKMNPQRTUVWXY';

/** What the author of a comment proves by that it is theirs to object. */
export const makeCode = (): string =>
  Array.from({ length: 6 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

/** Writes what changed of a locked decision, as its next version. */
export async function updateAct(
  ctx: Ctx,
  act: Pick<ActRow, 'id'>,
  set: Omit<Updateable<DB['moderation.act']>, 'id' | 'version'>,
): Promise<ActRow> {
  return ctx.db
    .updateTable('moderation.act')
    .set((build) => ({ ...set, version: build('version', '+', 1) }))
    .where('id', '=', act.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The words stay as long as something may follow, and the pack's days after that. */
export async function keepEvidence(ctx: Ctx, act: Pick<ActRow, 'post_id'>, lastMoment: Date): Promise<void> {
  const { keptDays } = moderationPack.on(localDate(ctx.now));
  await holdPost(ctx, act.post_id, HOLDER, new Date(lastMoment.getTime() + keptDays * DAY));
}

/** What an act leaves behind: a line of the incident's history and the journal. Neither holds words of residents. */
export async function tellAct(
  ctx: Ctx,
  act: Pick<ActRow, 'id' | 'incident_id' | 'number'>,
  name: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await addEvent(ctx, act.incident_id, `${act.number}: ${what}`, note);
  ctx.audit({ action: `moderation.${name}`, object: 'moderation-act', objectId: act.id, data });
}
