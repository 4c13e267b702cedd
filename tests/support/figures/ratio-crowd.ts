import { DAY } from '../../../shared/time.ts';
import { plantCases } from '../plant.ts';
import type { TestServer } from '../site/server.ts';

/** A crowd of cases and what plain SQL counts of it: without a line of the product, the table of cases alone. */

export const NOW = '2026-11-30T09:00:00Z';
export const november = { from: '2026-11-01', to: '2026-11-30' };
export const yuzhny = 'krasnogorsky.yuzhny';
const commonBlocks = ['roads', 'roads', 'roads', 'housing', 'housing'];

/** Seven hundred, sorted and answered by chance, and two of a block nothing else came of. */
export async function plantCrowd(server: Pick<TestServer, 'app'>): Promise<void> {
  let state = 7;
  const dice = (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  const some = <T>(list: readonly T[]): T => list[dice(list.length)]!;
  await plantCases(
    server,
    Array.from({ length: 700 }, () => {
      const registered = Date.parse('2026-09-01T00:00:00Z') + dice(1900) * 4_020_000;
      const later = (days: number) => new Date(registered + days * DAY + 1000).toISOString();
      const isAnswered = dice(3) > 0;
      const answered = later(1 + dice(20));
      const ended = isAnswered && answered < NOW;
      return {
        district_id: some([
          yuzhny,
          yuzhny,
          yuzhny,
          'krasnogorsky',
          'sinarsky.trubny',
          'villages.pozarikha',
          null,
        ]),
        block: some([...commonBlocks, null]),
        channel: some(['site_form', 'phone_call'] as const),
        h3: some(['891194534dbffff', '89119453497ffff', null]),
        registered_at: new Date(registered).toISOString(),
        due_at: later(5 + dice(15)),
        ...(ended
          ? {
              status: 'answered' as const,
              outcome: some(['solved', 'explained']),
              answered_at: answered,
              status_since: answered,
              rating: some([null, 1, 3, 5]),
            }
          : { status: 'in_work' as const }),
      };
    }),
  );
  await plantCases(
    server,
    ['2026-11-02T09:00:00Z', '2026-11-03T09:00:00Z'].map((registered_at) => ({
      registered_at,
      district_id: yuzhny,
      block: 'energy',
      due_at: '2026-11-20T09:00:00Z',
    })),
  );
}

export interface Counted {
  district: string | null;
  block: string;
  open: number;
  overdue: number;
  received: number;
  given: number;
  settled: number;
  scored: number;
  'score-sum': number;
}
export type Days = { from: string; to: string };

export async function countPlain(server: Pick<TestServer, 'app'>, { from, to }: Days): Promise<Counted[]> {
  const { rows } = await server.app.pool.query<Counted>(
    `WITH asked AS (SELECT $1::date::timestamp AT TIME ZONE 'Asia/Yekaterinburg' AS first,
       ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Yekaterinburg' AS last,
       least(($2::date + 1)::timestamp AT TIME ZONE 'Asia/Yekaterinburg', $3::timestamptz) AS moment)
     SELECT district_id AS district, coalesce(block, 'none') AS block,
       count(*) FILTER (WHERE registered_at < moment AND (answered_at IS NULL OR answered_at >= moment))::int AS open,
       count(*) FILTER (WHERE registered_at < moment AND (answered_at IS NULL OR answered_at >= moment) AND due_at < moment)::int AS overdue,
       count(*) FILTER (WHERE registered_at >= first AND registered_at < last)::int AS received,
       count(*) FILTER (WHERE answered_at >= first AND answered_at < last)::int AS given,
       count(*) FILTER (WHERE answered_at >= first AND answered_at < last AND outcome = 'solved')::int AS settled,
       count(rating) FILTER (WHERE answered_at >= first AND answered_at < last)::int AS scored,
       coalesce(sum(rating) FILTER (WHERE answered_at >= first AND answered_at < last), 0)::int AS "score-sum"
     FROM cases.case_file, asked GROUP BY 1, 2`,
    [from, to, NOW],
  );
  return rows;
}

export const sum = (rows: readonly Counted[], measure: string): number =>
  rows.reduce((total, row) => total + Number(row[measure as keyof Counted]), 0);
