import { type RawBuilder, sql } from 'kysely';
import type { EarlierAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forLists } from '../core/mask-text.ts';
import { ownCases } from '../core/reach.ts';
import { listTemplates } from './answer-templates.ts';
import { isBrushOff, judgeOwnWords, type MeasuredWords } from './brush-off.ts';
import { countOwnFacts, likenessOf, type ReadAnswer, readAnswer } from './compare.ts';
import { printsOf } from './prints.ts';
import { templateShare } from './template-share.ts';

/** Latest answers of the unit that are compared whatever they say, and of those with a common print the newest of each. */
const LATEST = 20;
const OF_PRINT = 8;
/** Characters of each that are compared: enough to know a copy. */
const COMPARED_LENGTH = 4000;

export interface Likeness extends MeasuredWords {
  likenessNumber: string | null;
  /** The earlier answer. */
  likenessOf: string | null;
  templateTitle: string | null;
}

/** As `cases.answer` keeps it. */
export const likenessColumns = (measured: Likeness) => ({
  likeness: measured.likeness,
  likeness_number: measured.likenessNumber,
  likeness_of: measured.likenessOf,
  own_facts: measured.ownFacts,
  template_share: measured.templateShare,
  template_title: measured.templateTitle,
  is_brush_off: isBrushOff(measured),
});
export type LikenessColumns = ReturnType<typeof likenessColumns>;

export interface Compared {
  id: string;
  number: string;
  address: string | null;
  executor_unit_id: string | null;
  fact_id: string | null;
}

interface Earlier {
  id: string;
  body: string;
  number: string;
  address: string | null;
}

/**
 * How like earlier answers of the unit or of the topic, and the topic's templates, a text is. Plans: answer_of_unit
 * backwards; answer_print_pkey backwards for each print; templates of one topic by their index.
 */
export async function measureLikeness(ctx: Ctx, file: Compared, text: string): Promise<Likeness> {
  const own = readAnswer(text.slice(0, COMPARED_LENGTH), file);
  const [earlier, templates] = await Promise.all([
    listEarlier(ctx, file, text),
    listTemplates(ctx, file.fact_id),
  ]);
  const nearest = mostAlike(earlier, ({ body, ...facts }) => {
    const read = readAnswer(body, facts);
    return { likeness: likenessOf(own, read), read };
  });
  const template = mostAlike(templates, (one) => ({
    likeness: templateShare(text, one.text),
    read: readAnswer(one.text, file),
  }));
  return {
    likeness: nearest?.likeness ?? null,
    likenessNumber: nearest?.one.number ?? null,
    likenessOf: nearest?.one.id ?? null,
    templateShare: template?.likeness ?? null,
    templateTitle: template?.one.title ?? null,
    ownFacts: countOwnFacts(own, {
      named: new Set([...(nearest?.read.named ?? []), ...(template?.read.named ?? [])]),
    }),
  };
}

function mostAlike<T>(
  among: readonly T[],
  measure: (one: T) => { likeness: number; read: ReadAnswer },
): { one: T; likeness: number; read: ReadAnswer } | undefined {
  return among
    .map((one) => ({ one, ...measure(one) }))
    .reduce<{ one: T; likeness: number; read: ReadAnswer } | undefined>(
      (best, next) => (best && best.likeness >= next.likeness ? best : next),
      undefined,
    );
}

/** Plan: primary key. */
export const readCompared = (ctx: Ctx, caseId: string): Promise<Compared> =>
  ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'address', 'executor_unit_id', 'fact_id'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();

async function listEarlier(ctx: Ctx, file: Compared, text: string): Promise<Earlier[]> {
  const prints = printsOf(text.slice(0, COMPARED_LENGTH), file);
  const { rows } = await sql<Earlier>`
    WITH alike AS (
      SELECT DISTINCT found.answer_id FROM unnest(${prints}::int[]) AS own(print), LATERAL (
        SELECT answer_id FROM cases.answer_print AS theirs WHERE theirs.print = own.print
        ORDER BY answer_id DESC LIMIT ${OF_PRINT}) AS found
    ), latest AS (
      SELECT id FROM cases.answer WHERE author_unit_id = ${file.executor_unit_id} AND state = 'released'
      ORDER BY created_at DESC LIMIT ${LATEST}
    )
    SELECT answer.id, left(answer.body, ${COMPARED_LENGTH}) AS body, theirs.number, theirs.address
    FROM (SELECT answer_id AS id FROM alike UNION SELECT id FROM latest) AS earlier
    JOIN cases.answer USING (id) JOIN cases.case_file AS theirs ON theirs.id = answer.case_id
    WHERE answer.state = 'released' AND answer.case_id <> ${file.id}
      AND (answer.author_unit_id = ${file.executor_unit_id} OR theirs.fact_id = ${file.fact_id})
    ORDER BY answer.id DESC`.execute(ctx.db);
  return rows;
}

/** What is told of an answer: which earlier one it repeats. */
export interface Repeats {
  /** The earlier answer. */
  of: string | null;
  measured: MeasuredWords;
}

/**
 * The earlier answers that some answers repeat, by their id, with personal data of their residents hidden; of foreign cases
 * none. Plan: primary key.
 */
export async function readRepeated(
  ctx: Ctx,
  repeats: readonly Repeats[],
): Promise<(one: Repeats) => EarlierAnswer | null> {
  const ids = repeats.flatMap(({ of, measured }) => (of && judgeOwnWords(measured) !== 'own' ? [of] : []));
  const rows = ids.length > 0 ? await selectRepeated(ctx, sql`ANY(${ids}::uuid[])`) : [];
  const known = new Map(rows.map((row) => [row.id, row]));
  return ({ of, measured }) => {
    const row = of === null ? undefined : known.get(of);
    if (!row || judgeOwnWords(measured) === 'own') return null;
    return {
      number: row.number,
      at: row.decided_at?.toISOString() ?? null,
      text: forLists(row.body),
      likeness: measured.likeness ?? 0,
      isBrushOff: judgeOwnWords(measured) === 'brush-off',
    };
  };
}

const selectRepeated = (ctx: Ctx, ids: RawBuilder<string>) =>
  ctx.db
    .selectFrom('cases.answer')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'cases.answer.case_id')
    .select(['cases.answer.id', 'cases.answer.body', 'cases.answer.decided_at', 'cases.case_file.number'])
    .where('cases.answer.id', '=', ids)
    .where(ownCases(ctx.actor))
    .execute();
