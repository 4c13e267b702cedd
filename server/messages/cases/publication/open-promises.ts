import { sql } from 'kysely';
import { formatDay } from '../../../../shared/text/dates.ts';
import { acted, counted } from '../../../../shared/text/plural.ts';
import { localDate, localDayEnd } from '../../../base/deadlines/index.ts';
import {
  claimsOf,
  dayClaim,
  type LedgerFact,
  type LedgerWords,
  type Matter,
  type PromiseSource,
  readClaims,
  type SaidBefore,
} from '../../../base/promises/index.ts';
import { currentTaxonomy, findFact } from '../../../base/taxonomy/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { joinedTogether } from '../card/problem-people.ts';
import { forStrangers } from '../core/mask-text.ts';
import { makeDoneTitle } from '../core/title.ts';
import { isShownToStrangers } from '../reading/personal.ts';
import { type CaseEnd, chainsOf, doneOf, type PromiseRow, returned } from './promise-chains.ts';

/** Photos everybody sees, of one state. */
const photoOf = (role: 'before' | 'after') => sql<string | null>`(
  SELECT attachment.file_id FROM cases.attachment JOIN files.v_file AS file ON file.id = attachment.file_id
  WHERE attachment.case_id = cases.case_file.id AND attachment.role = ${role} AND file.released
  ORDER BY attachment.added_at LIMIT 1)`;

/** Cases whose promises everybody may read: those that follow a main case are told of by it. */
const openCases = (ctx: Ctx) =>
  ctx.db
    .selectFrom('cases.case_file')
    .where(isShownToStrangers())
    .where('follows_id', 'is', null)
    .where('merged_into', 'is', null);

type FactRow = CaseEnd & { id: string; block: string | null };

/** Cases with a promise until `since` or later. Plan: promise_until, then the keys of cases. */
const readCases = (ctx: Ctx, since: string, most: number): Promise<FactRow[]> =>
  openCases(ctx)
    .select(['id', 'block', 'outcome', 'answered_at', 'resolved'])
    .select(sql<boolean>`${photoOf('after')} IS NOT NULL`.as('has_photo'))
    .where(
      sql<boolean>`id IN (SELECT case_id FROM cases.promise WHERE until >= ${since}::date ORDER BY until LIMIT ${most})`,
    )
    .execute();

/** Plan: promise_case. */
const readRows = (ctx: Ctx, caseIds: readonly string[]): Promise<PromiseRow[]> =>
  ctx.db
    .selectFrom('cases.promise')
    .select(['id', 'case_id', 'kind', 'until', 'unit_id', 'made_at', 'settled_at', 'state'])
    .where(sql<boolean>`case_id = ANY(${[...caseIds]}::uuid[])`)
    .execute();

async function listPromised(ctx: Ctx, { since, most }: { since: Date; most: number }): Promise<LedgerFact[]> {
  const files = await readCases(ctx, localDate(since), most);
  const rows = await readRows(
    ctx,
    files.map(({ id }) => id),
  );
  const ofCase = Map.groupBy(rows, ({ case_id: id }) => id);
  return files.flatMap((file) => {
    const chains = chainsOf(ofCase.get(file.id) ?? []);
    return chains.map((chain, at): LedgerFact => {
      const [first, ...later] = chain;
      return {
        id: first.id,
        unitId: first.unit_id,
        body: 'Администрация',
        block: file.block,
        madeAt: first.made_at,
        dueAt: localDayEnd(first.until),
        moves: later.map(({ made_at: made, until }) => ({ at: made, dueAt: localDayEnd(until) })),
        hasHour: false,
        isFound: false,
        ...doneOf(chain.at(-1) ?? first, at === chains.length - 1 ? file : returned),
      };
    });
  });
}

/** People who said that it is solved, each once. */
const confirmedBy = sql<number>`(
  SELECT count(DISTINCT rating.contact_id)::int FROM cases.rating
  WHERE rating.case_id = cases.case_file.id AND rating.resolved = 'yes')`;

const readWordRows = (ctx: Ctx, ids: readonly string[]) =>
  openCases(ctx)
    .innerJoin('cases.promise as promise', 'promise.case_id', 'cases.case_file.id')
    .select(['promise.id', 'promise.text', 'promise.until', 'promise.made_at', 'promise.kind'])
    .select(['number', 'title', 'fact_id', 'address', 'is_home', 'lat', 'lon', 'district_id'])
    .select([photoOf('before').as('before'), photoOf('after').as('after')])
    .select([joinedTogether.as('joined'), confirmedBy.as('confirmed')])
    .where(sql<boolean>`promise.id = ANY(${[...ids]}::uuid[])`)
    .execute();

type WordRow = Awaited<ReturnType<typeof readWordRows>>[number];

/** The sentence that names the day, else the first of the answer; of a home the topic alone. */
function titleOf(row: WordRow): string {
  const { fact_id: factId, is_home: isHome, text, until, made_at: madeAt } = row;
  const topic = findFact(factId ?? '')?.title ?? 'Обещание в ответе жителю';
  if (row.kind === 'interim') return `Ответить по сути: ${isHome ? topic : forStrangers(row.title)}`;
  if (isHome) return topic;
  const day = claimsOf(readClaims(text, localDate(madeAt)), 'day').find((one) => one.day === until);
  const words = day ? sentenceAt(text, day.from) : text;
  return makeDoneTitle(forStrangers(words)) || topic;
}

/** The sentence that holds a place of a text. */
function sentenceAt(text: string, at: number): string {
  const before = text.slice(0, at).search(/[^.!?…\n]*$/u);
  const after = text.slice(at).search(/[.!?…](?=\s|$)|\n/u);
  return text.slice(Math.max(before, 0), after < 0 ? text.length : at + after + 1).trim();
}

function presentWords(row: WordRow): LedgerWords {
  const { number, joined, confirmed, before, after } = row;
  const link = `/m/${number}`;
  const proofs = [
    ...(confirmed > 0
      ? [{ title: acted(confirmed, ['подтвердил', 'подтвердили'], 'житель', 'жителя', 'жителей'), link }]
      : []),
    ...(after ? [{ title: 'фото результата', link }] : []),
    ...(row.kind === 'interim' ? [{ title: 'сам ответ', link }] : []),
  ];
  return {
    title: titleOf(row),
    place: publicPlace(row).address,
    where: `в ответе ${counted(joined + 1, 'жителю', 'жителям', 'жителям')}`,
    link,
    note: '',
    proofs,
    photos: before && after ? { before, after } : null,
  };
}

async function readPromiseWords(ctx: Ctx, ids: readonly string[]): Promise<Map<string, LedgerWords>> {
  return new Map((await readWordRows(ctx, ids)).map((row) => [row.id, presentWords(row)]));
}

/** Answers about one matter that hold a new piece; more nobody gives of one place. */
const MOST_SAID = 50;

/** Cases of the same topic and place, or the case itself. Plans: case_file_place, the keys. */
function isOfMatter({ category, placeKey, caseId }: Matter) {
  const [street = '', house = ''] = (placeKey ?? '').split('|');
  const isSamePlace =
    placeKey === null || category === null || placeKey.startsWith('h3:')
      ? sql<boolean>`false`
      : sql<boolean>`(street_id = ${street} AND coalesce(lower(replace(house, ' ', '')), '') = ${house}
          AND fact_id = ANY(${factsOf(category)}::text[]) AND published_at IS NOT NULL)`;
  const isSource = caseId === null ? sql<boolean>`false` : sql<boolean>`cases.case_file.id = ${caseId}::uuid`;
  return sql<boolean>`(${isSamePlace} OR ${isSource})`;
}

const factsOf = (category: string): string[] =>
  currentTaxonomy()
    .facts.filter((fact) => fact.category === category)
    .map(({ id }) => id);

/** What answers everybody may read said of a matter. Days people entered stand beside those of the words. */
async function saidInAnswers(ctx: Ctx, matter: Matter, since: Date): Promise<SaidBefore[]> {
  const rows = await openCases(ctx)
    .innerJoin('cases.answer as answer', 'answer.case_id', 'cases.case_file.id')
    .select(['answer.body', 'answer.promised_on', 'answer.decided_at', 'number', 'executor_unit_id'])
    .where('answer.state', '=', 'released')
    .where('answer.decided_at', '>=', since)
    .where(isOfMatter(matter))
    .orderBy('answer.decided_at', 'desc')
    .limit(MOST_SAID)
    .execute();
  return rows.flatMap(({ body, promised_on: on, decided_at: at, number, executor_unit_id: unitId }) =>
    at === null
      ? []
      : [
          {
            at,
            unitId,
            claims: [...readClaims(body, localDate(at)), ...(on ? [dayClaim(on)] : [])],
            title: `ответ от ${formatDay(localDate(at))} по сообщению № ${number}`,
            link: `/staff/cases/${number}`,
          },
        ],
  );
}

/** Promises given in answers to residents, and interim answers, as everybody reads them. */
export const answerPromises: PromiseSource = {
  kind: 'answer',
  list: listPromised,
  words: readPromiseWords,
  saidOf: saidInAnswers,
};
