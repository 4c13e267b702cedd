import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PollFigures } from '../../../../shared/contract/participation/poll-figures.ts';
import {
  type Answers,
  answers,
  type Question,
} from '../../../../shared/contract/participation/questionnaire.ts';
import { must } from '../../../../shared/known.ts';
import { lastOf } from '../../../../shared/lists.ts';
import { offeredAges } from '../../../../shared/text/participation/eligibility.ts';
import { residentsOn } from '../../../base/territory/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { ballotBox } from '../ballot-box.ts';
import { pollRulesToday, topDistricts } from '../pack.ts';
import { isPaperIn, readPaperSums } from '../paper/rows.ts';
import { contentOf, lockPoll, type PollContent, type PollRow, tellPollAct, updatePoll } from '../rows.ts';
import { keepBudgets } from './budgets.ts';
import { makeFigures } from './figures.ts';
import { gatherCells } from './gather-cells.ts';
import { settleSheets } from './mix.ts';
import { beginTally, type Tally, tallySheet } from './tally.ts';
import { ELECTRONIC, ON_PAPER, tallyPaper } from './tally-paper.ts';
import { tellTurnout } from './turnout.ts';
import { weighTally } from './weigh.ts';

/** A poll is closed: its answers are counted once, and what everybody reads is that count. */
export const countPollJob = defineJob('polls.count', z.object({ pollId: z.uuid() }));

/** Sheets read at once. */
const PAGE = 5000;

export async function countPoll(ctx: Ctx, { pollId }: z.output<typeof countPollJob.payload>): Promise<void> {
  const poll = await lockPoll(ctx, { id: pollId });
  if (poll.state !== 'closed') return;
  // Of a secret vote nothing is known until whoever keeps the key of the count has opened the box.
  if (poll.kind === 'vote' && !(await boxOf(ctx).isOpened(ctx, pollId))) return;
  // One total: it waits for the protocols of all places.
  if (!(await isPaperIn(ctx, pollId))) return;
  const figures = await countSheets(ctx, poll);
  await ctx.db
    .insertInto('polls.result')
    .values({ poll_id: pollId, figures: JSON.stringify(figures), at: ctx.now })
    .execute();
  await updatePoll(ctx, poll, { state: 'counted' });
  await tellPollAct(ctx, pollId, 'count-poll', { what: 'подсчитан' });
}

const boxOf = (ctx: Ctx) => must(ctx.ports.find(ballotBox), 'the box of a secret vote');

async function countSheets(ctx: Ctx, poll: PollRow): Promise<PollFigures> {
  const content = contentOf(poll);
  const paper = await readPaperSums(ctx, poll.id);
  const ground = withPaper(groundOf(ctx, poll, content), paper !== null);
  const tally = beginTally(content.questions, {
    districts: ground.districts.length > 0 ? ground.districts.map(({ id }) => id) : [''],
    ages: ground.ages.length > 0 ? ground.ages.map(({ id }) => id) : [''],
  });
  if (poll.kind === 'vote') {
    const known = new Map(content.questions.map((question) => [question.id, question]));
    await boxOf(ctx).readBallots(ctx, poll.id, (given) =>
      tallySheet(tally, known, { districtId: null, ageGroup: null, answers: given }),
    );
  } else await readSheets(ctx, poll, content.questions, tally);
  if (paper) tallyPaper(tally, paper.numbers);
  const unseen = content.questions.flatMap(({ id, kind }) =>
    kind === 'text' || kind === 'point' ? [id] : [],
  );
  await settleSheets(ctx, poll.id, unseen);
  await keepBudgets(ctx, poll.id, content.questions, tally);
  const rules = poll.kind === 'vote' ? publishedRules : pollRulesToday(ctx);
  return makeFigures(tally, {
    questions: content.questions,
    ...ground,
    turnout: poll.kind === 'vote' ? await readVoteTurnout(ctx, poll, content) : [],
    weighing: weighTally(
      tally,
      { isWeighted: poll.is_weighted, ...sharesOf(ground) },
      pollRulesToday(ctx).weights,
    ),
    rules,
    placeCells: (questionId) => gatherCells(tally.points.get(questionId) ?? [], rules.smallest),
  });
}

/** Who took a ballot is hidden as people of other polls are: a ballot has no district, and the roll has. */
async function readVoteTurnout(
  ctx: Ctx,
  { id }: PollRow,
  content: PollContent,
): Promise<PollFigures['turnout']> {
  const { districts } = groundOf(ctx, { kind: 'survey' }, content);
  return tellTurnout(districts, await boxOf(ctx).readTurnout(ctx, id), pollRulesToday(ctx));
}

/** Ballots are published one by one: hiding their few would hide nothing. */
const publishedRules = { smallest: 0, width: 0 };

type Ground = ReturnType<typeof groundOf>;

/** Groups people were asked for, with how many there are of each. */
function groundOf(ctx: Ctx, { kind }: Pick<PollRow, 'kind'>, { asks, audience }: PollContent) {
  const today = cityDay(ctx.config, ctx.now);
  const { ageGroups, confidence } = pollRulesToday(ctx);
  // Of a ballot nothing is known but what was chosen: turnout by district is the box's own.
  const isOfPeople = kind !== 'vote';
  const isOfDistricts = isOfPeople && (asks.district || audience.districtIds.length > 0);
  const districts = topDistricts().filter(
    ({ id }) => audience.districtIds.length === 0 || audience.districtIds.includes(id),
  );
  return {
    districts: isOfDistricts
      ? districts.map(({ id, title }) => ({ id, title, residents: residentsOn(today, id)?.count ?? null }))
      : [],
    ages:
      isOfPeople && asks.age
        ? offeredAges(ageGroups, audience.minAge).map(({ id, title }) => ({ id, title, residents: null }))
        : [],
    ageShares: new Map(ageGroups.map(({ id, share }) => [id, share])),
    confidence,
  };
}

/** Ballots on paper are of a group of their own on each side. */
function withPaper(ground: Ground, hasPaper: boolean): Ground {
  if (!hasPaper) return ground;
  const { districts, ages } = ground;
  return {
    ...ground,
    districts: [...(districts.length > 0 ? districts : [ELECTRONIC]), ON_PAPER],
    ages: ages.length > 0 ? [...ages, ON_PAPER] : ages,
  };
}

function sharesOf({ districts, ages, ageShares, confidence }: Ground) {
  const isKnown = districts.length > 1 && districts.every(({ residents }) => residents !== null);
  const all = districts.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
  return {
    districts: isKnown ? districts.map(({ residents }) => (residents ?? 0) / all) : null,
    ages: ages.length > 1 ? ages.map(({ id }) => ageShares.get(id) ?? 0) : null,
    confidence,
  };
}

interface SheetRow {
  id: string;
  district_id: string | null;
  age_group: string | null;
  answers: Answers;
}

/** Page by page: a city's answers do not stand in memory. Words go to be looked at, each apart from its sheet. */
async function readSheets(
  ctx: Ctx,
  { id: pollId }: PollRow,
  questions: readonly Question[],
  tally: Tally,
): Promise<void> {
  const known = new Map(questions.map((question) => [question.id, question]));
  const texts = questions.filter(({ kind }) => kind === 'text').map(({ id }) => id);
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<SheetRow>`
      SELECT id, district_id, age_group, answers FROM polls.sheet
      WHERE poll_id = ${pollId}::uuid AND id > ${after}::uuid ORDER BY id LIMIT ${PAGE}`.execute(ctx.db);
    for (const row of rows)
      tallySheet(tally, known, {
        districtId: row.district_id,
        ageGroup: row.age_group,
        answers: answers.parse(row.answers),
      });
    await keepWordings(ctx, pollId, rows, texts);
    if (rows.length < PAGE) return;
    after = lastOf(rows).id;
  }
}

async function keepWordings(
  ctx: Ctx,
  pollId: string,
  rows: readonly SheetRow[],
  texts: readonly string[],
): Promise<void> {
  const said = rows.flatMap(({ answers: given }) =>
    texts.flatMap((questionId) => {
      const text = given[questionId];
      return typeof text === 'string' && text !== '' ? [{ questionId, text }] : [];
    }),
  );
  if (said.length === 0) return;
  await ctx.db
    .insertInto('polls.wording')
    .values(
      said.map(({ questionId, text }) => ({
        // Of no time and no order, unlike other ids.
        id: randomUUID(),
        poll_id: pollId,
        question_id: questionId,
        text,
        state: 'waiting' as const,
      })),
    )
    .execute();
}
