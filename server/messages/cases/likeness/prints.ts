import { sql } from 'kysely';
import { z } from 'zod';
import { hashBands } from '../../../base/understanding/index.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import type { CaseFacts } from './answer-shape.ts';
import { readAnswer } from './compare.ts';

/** Bands of an answer's MinHash: one that repeats another by four fifths is met by 99 of 100, an equal one always. */
const PRINTS = 6;
/** Answers printed by one run: one transaction of about a second. */
const CHUNK = 1000;

/** Prints answers that came another way than through review: of a former register, of the demo, to many at once. */
export const printAnswersJob = defineJob('cases.print-answers', z.object({}));

/** FNV-1a of a pair of words. */
function hashWords(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Numbers that an answer shares with those like it; the signed integers of the database. */
export function printsOf(text: string, facts: CaseFacts): number[] {
  const { pairs } = readAnswer(text, facts);
  if (pairs.size === 0) return [];
  const bands = new Uint32Array(PRINTS);
  hashBands(Uint32Array.from([...pairs], hashWords), bands);
  return Array.from(bands, (band) => band | 0);
}

export async function keepPrints(
  ctx: Ctx,
  answers: readonly { id: string; body: string; facts: CaseFacts }[],
): Promise<void> {
  const lines = answers.flatMap(({ id, body, facts }) =>
    printsOf(body, facts).map((print) => ({ id, print })),
  );
  await sql`
    WITH kept AS (
      INSERT INTO cases.answer_print (print, answer_id)
      SELECT print, id FROM unnest(${lines.map(({ print }) => print)}::int[], ${lines.map(({ id }) => id)}::uuid[]) AS given(print, id)
      ORDER BY print, id
      ON CONFLICT DO NOTHING)
    UPDATE cases.answer SET is_printed = true WHERE id = ANY(${answers.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  );
}

/** Plan: answer_unprinted. */
export async function printAnswers(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string; body: string; number: string; address: string | null }>`
    SELECT answer.id, answer.body, file.number, file.address
    FROM cases.answer JOIN cases.case_file AS file ON file.id = answer.case_id
    WHERE answer.state = 'released' AND NOT answer.is_printed
    ORDER BY answer.id LIMIT ${CHUNK} FOR UPDATE OF answer SKIP LOCKED`.execute(ctx.db);
  if (rows.length === 0) return;
  await keepPrints(
    ctx,
    rows.map(({ id, body, number, address }) => ({ id, body, facts: { number, address } })),
  );
  if (rows.length === CHUNK) ctx.enqueue(printAnswersJob, {}, { key: printAnswersJob.name });
}
