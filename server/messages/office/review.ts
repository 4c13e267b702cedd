import { sql } from 'kysely';
import type { getReview, QuarterReview } from '../../../shared/contract/messages/office-documents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { filled, must } from '../../../shared/known.ts';
import { itemAt } from '../../../shared/lists.ts';
import { appealFormTitles, appealKindTitles, appealResultTitles } from '../../../shared/text/appeals.ts';
import { DAY } from '../../../shared/time.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { selectLines } from './journal.ts';
import { officialClassifier } from './settings.ts';

/** Days of a quarter, both ends. */
export function quarterDays(year: number, quarter: number): { from: string; to: string } {
  const pad = (value: number) => String(value).padStart(2, '0');
  const last = itemAt(['31', '30', '30', '31'], quarter - 1);
  return { from: `${year}-${pad(quarter * 3 - 2)}-01`, to: `${year}-${pad(quarter * 3)}-${last}` };
}

const before = (year: number, quarter: number) =>
  quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 };

/** Appeals registered in a quarter, within what the caller may see; a struck line is none. A few thousand rows at most. */
async function readQuarter(ctx: Ctx, year: number, quarter: number) {
  return selectLines(ctx, quarterDays(year, quarter))
    .select(['appeal.kind', 'appeal.form', 'appeal.result', 'appeal.questions', 'appeal.is_collective'])
    .select(['appeal.repeat_of', 'appeal.register_due', 'cases.v_appeal.fact_id', 'cases.v_appeal.outcome'])
    .select(['cases.v_appeal.status', 'cases.v_appeal.registered_at', 'cases.v_appeal.due_at'])
    .select(['cases.v_appeal.answered_at', 'cases.v_appeal.closed_at', 'cases.v_appeal.breached_at'])
    .select(
      sql<boolean>`EXISTS (SELECT FROM cases.v_prolongation AS longer WHERE longer.case_id = appeal.case_id)`.as(
        'is_extended',
      ),
    )
    .where('appeal.struck_at', 'is', null)
    .execute();
}

type Row = Awaited<ReturnType<typeof readQuarter>>[number];
type Result = keyof typeof appealResultTitles;

const byOutcome: Readonly<Record<string, Result>> = {
  solved: 'supported',
  solved_partly: 'supported',
  planned: 'supported',
  explained: 'explained',
  refused: 'not_supported',
  not_confirmed: 'not_supported',
  not_in_competence: 'forwarded',
};

/** What the clerk wrote, else what the outcome of the case means in the words of the review. */
const resultOf = (row: Row): Result | null => {
  if (row.result) return row.result;
  if (row.status === 'forwarded_out' || row.status === 'closed_forwarded') return 'forwarded';
  if (row.status === 'closed_terminated') return 'not_considered';
  return row.outcome ? (byOutcome[row.outcome] ?? null) : null;
};

/** Codes of the official classifier an appeal is counted under: one for each question, else one for its topic. */
function codesOf(row: Row): string[] {
  const questions = (row.questions as { factId: string | null }[]).filter(({ factId }) => factId);
  const facts = questions.length > 0 ? questions.map(({ factId }) => factId!) : [row.fact_id ?? ''];
  return facts.map((id) => findFact(id)?.officialCode ?? UNKNOWN);
}

const UNKNOWN = 'none';
const sectionOf = (code: string): string =>
  code === UNKNOWN ? UNKNOWN : `${code.slice(0, 4)}.0000.0000.0000`;
const topicOf = (code: string): string => (code === UNKNOWN ? UNKNOWN : `${code.slice(0, 14)}.0000`);

const nameOf = (code: string): string =>
  code === UNKNOWN ? 'Тема не определена' : (officialClassifier().names[code] ?? code);

/** How often each value comes. */
const tally = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

interface Periods {
  now: Row[];
  quarterAgo: Row[];
  yearAgo: Row[];
}

/** The same count in the three periods. */
const threefold = ({ now, quarterAgo, yearAgo }: Periods, count: (rows: Row[]) => number) => ({
  now: count(now),
  quarterAgo: count(quarterAgo),
  yearAgo: count(yearAgo),
});

const titled = (
  periods: Periods,
  titles: Readonly<Record<string, string>>,
  readValue: (row: Row) => string | null,
) =>
  Object.entries(titles).map(([value, name]) => ({
    name,
    ...threefold(periods, (rows) => rows.filter((row) => readValue(row) === value).length),
  }));

/** Each appeal once: what has no result yet has a line of its own, so that the lines add up to all of them. */
const resultsOf = (periods: Periods) => [
  ...titled(periods, appealResultTitles, resultOf),
  {
    name: 'Результата ещё нет',
    ...threefold(periods, (rows) => rows.filter((row) => resultOf(row) === null).length),
  },
];

function sectionsOf(periods: Periods): QuarterReview['sections'] {
  const codes = {
    now: periods.now.flatMap(codesOf),
    quarterAgo: periods.quarterAgo.flatMap(codesOf),
    yearAgo: periods.yearAgo.flatMap(codesOf),
  };
  const sections = {
    now: tally(codes.now.map(sectionOf)),
    quarterAgo: tally(codes.quarterAgo.map(sectionOf)),
    yearAgo: tally(codes.yearAgo.map(sectionOf)),
  };
  const topics = tally(codes.now.map(topicOf));
  const all = [
    ...new Set([...sections.now.keys(), ...sections.quarterAgo.keys(), ...sections.yearAgo.keys()]),
  ];
  // What nobody sorted stands last.
  const order = (code: string) => (code === UNKNOWN ? '~' : code);
  return all
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((code) => ({
      code,
      name: nameOf(code),
      now: sections.now.get(code) ?? 0,
      quarterAgo: sections.quarterAgo.get(code) ?? 0,
      yearAgo: sections.yearAgo.get(code) ?? 0,
      share: codes.now.length === 0 ? 0 : (sections.now.get(code) ?? 0) / codes.now.length,
      topics: [...topics]
        .filter(([topic]) => code !== UNKNOWN && sectionOf(topic) === code)
        .sort((a, b) => b[1] - a[1])
        .map(([topic, now]) => ({ code: topic, name: nameOf(topic), now })),
    }));
}

function termsOf(ctx: Ctx, rows: readonly Row[]): QuarterReview['terms'] {
  const answered = rows
    .filter((row) => row.answered_at !== null)
    .map((row) => filled(row, 'answered_at', 'registered_at'));
  const inTime = answered.filter(
    (row) => row.breached_at === null && (row.due_at === null || row.answered_at <= row.due_at),
  );
  const open = rows.filter((row) => row.answered_at === null && row.closed_at === null);
  const days = answered.map((row) => (row.answered_at.getTime() - row.registered_at.getTime()) / DAY);
  return {
    answered: answered.length,
    inTime: inTime.length,
    late: answered.length - inTime.length,
    withoutAnswer: rows.length - answered.length - open.length,
    extended: rows.filter((row) => row.is_extended).length,
    open: open.length,
    openOverdue: open.filter(
      (row) => row.breached_at !== null || (row.due_at !== null && row.due_at < ctx.now),
    ).length,
    registeredLate: rows.filter((row) => must(row.registered_at, 'when it was registered') > row.register_due)
      .length,
    averageDays: days.length === 0 ? null : days.reduce((sum, value) => sum + value, 0) / days.length,
  };
}

/** Route: the quarter beside the one before and the same of the last year. */
export async function readReview(
  ctx: Ctx,
  { query: { year, quarter } }: Pick<HandlerInput<typeof getReview>, 'query'>,
): Promise<QuarterReview> {
  const last = before(year, quarter);
  const [now, quarterAgo, yearAgo] = await Promise.all([
    readQuarter(ctx, year, quarter),
    readQuarter(ctx, last.year, last.quarter),
    readQuarter(ctx, year - 1, quarter),
  ]);
  const periods = { now, quarterAgo, yearAgo };
  return {
    year,
    quarter,
    ...quarterDays(year, quarter),
    total: threefold(periods, (rows) => rows.length),
    kinds: titled(periods, appealKindTitles, ({ kind }) => kind),
    forms: titled(periods, appealFormTitles, ({ form }) => form),
    sections: sectionsOf(periods),
    results: resultsOf(periods),
    terms: termsOf(ctx, now),
    collective: now.filter((row) => row.is_collective).length,
    repeated: now.filter((row) => row.repeat_of !== null).length,
  };
}
