import { sql } from 'kysely';
import type { listDoneNearby } from '../../../../shared/contract/messages/cases-open.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { workingDaysBetween } from '../../../base/deadlines/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { defineState } from '../../../lib/module/state.ts';
import { forStrangers } from '../core/mask-text.ts';
import { makeTitle } from '../core/title.ts';
import { isShownToStrangers } from '../reading/personal.ts';

type Reply = RouteReplyInput<typeof listDoneNearby>;

/** The home page is the most read one: its photos are looked for at most once a minute. */
const KEPT_MS = 60_000;

const kept = defineState<{ at: number; reply: Reply }>('cases.done-nearby');

/** Route: what was mended last, with photos of both states. */
export async function readDoneNearby(ctx: Ctx): Promise<Reply> {
  const last = kept.find(ctx);
  if (last && Math.abs(ctx.now.getTime() - last.at) < KEPT_MS) return last.reply;
  const reply = { done: await listDone(ctx) };
  kept.set(ctx, { at: ctx.now.getTime(), reply });
  return reply;
}

/** The answer that said so, whose first words are what was done. */
const lastAnswer = sql<string | null>`(
  SELECT answer.body FROM cases.answer AS answer WHERE answer.case_id = cases.case_file.id AND answer.state = 'released'
  ORDER BY answer.version DESC LIMIT 1)`;

/** «Яму заделали литым асфальтом»: what was done, past the greeting, and nothing that leads to a person. */
const titleOfAnswer = (body: string): string => makeTitle(forStrangers(body));

/** Latest published solved cases that have released photos of both states. */
async function listDone(ctx: Ctx): Promise<Reply['done']> {
  const photo = (role: 'before' | 'after') => sql<string | null>`(
    SELECT attachment.file_id FROM cases.attachment JOIN files.v_file file ON file.id = attachment.file_id
    WHERE attachment.case_id = cases.case_file.id AND attachment.role = ${role} AND file.released ORDER BY attachment.added_at LIMIT 1)`;
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select([
      'number',
      'title',
      'address',
      'is_home',
      'lat',
      'lon',
      'district_id',
      'registered_at',
      'answered_at',
    ])
    .select([photo('before').as('before'), photo('after').as('after'), lastAnswer.as('answer')])
    .where(isShownToStrangers())
    .where('outcome', '=', 'solved')
    .where('answered_at', 'is not', null)
    .orderBy('registered_at', 'desc')
    .limit(60)
    .execute();
  return rows
    .filter((row) => row.before && row.after)
    .slice(0, 3)
    .map((row) => ({
      number: row.number,
      title: row.answer ? titleOfAnswer(row.answer) : forStrangers(row.title),
      address: publicPlace(row).address,
      workingDays: Math.max(1, workingDaysBetween(row.registered_at, row.answered_at!)),
      before: row.before,
      after: row.after,
    }));
}
