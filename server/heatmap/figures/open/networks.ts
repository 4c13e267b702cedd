import { sql } from 'kysely';
import type { OpenNetworks, OpenNumber } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { HOUR } from '../../../../shared/time.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** How pages of the city answered in networks in a month, before anything is hidden. */
export interface NetworkCounts {
  /** First answers published in the month. */
  answers: number;
  /** Hours they took since the words were noticed, added up. */
  hours: number;
  /** Comments under own pages noticed in the month that want an answer. */
  comments: number;
  /** Of them without an answer when the month was over. */
  unanswered: number;
}

/** The same as it was published: null is hidden. */
export interface NetworkMonth {
  answers: number | null;
  /** To a tenth; null as well where there was no answer. */
  averageHours: number | null;
  comments: number | null;
  unanswered: number | null;
}

/** Null where no network was read by the end of the month. Plans: reply_published, post_captured. */
export async function countNetworkMonth(
  ctx: Ctx,
  { from, to }: { from: Date; to: Date },
): Promise<NetworkCounts | null> {
  const { rows } = await sql<NetworkCounts & { is_kept: boolean }>`
    SELECT EXISTS (SELECT FROM networks.v_page WHERE is_own)
        AND EXISTS (SELECT FROM posts.v_post WHERE captured_at < ${to}) AS is_kept,
      first.answers, first.spent * 1000 / ${HOUR} AS hours, under.comments, under.unanswered
    FROM (SELECT count(*)::int AS answers, coalesce(sum(extract(epoch FROM published_at - captured_at)), 0)::float8 AS spent
        FROM incidents.v_first_answer WHERE published_at >= ${from} AND published_at < ${to}) AS first,
      (SELECT count(*)::int AS comments,
          (count(*) FILTER (WHERE answered_at IS NULL OR answered_at >= ${to}))::int AS unanswered
        FROM incidents.v_comment WHERE captured_at >= ${from} AND captured_at < ${to}) AS under`.execute(
    ctx.db,
  );
  const { is_kept: isKept, ...counts } = firstRow(rows);
  return isKept ? counts : null;
}

/** What everybody is told of it. A share both sides of which are not shown would give the other away. */
export function publishNetworks(counts: NetworkCounts, smallest: number): NetworkMonth {
  const isShown = (count: number): boolean => count === 0 || count >= smallest;
  const { answers, hours, comments, unanswered } = counts;
  const isPartShown = [comments, unanswered, comments - unanswered].every(isShown);
  return {
    answers: isShown(answers) ? answers : null,
    averageHours: answers > 0 && isShown(answers) ? Number((hours / answers).toFixed(1)) : null,
    comments: isShown(comments) ? comments : null,
    unanswered: isPartShown ? unanswered : null,
  };
}

type Told = NetworkMonth & { month: string };

/** Months put together; a number that one of them hides is hidden. Null where pages were kept in none of them. */
export function composeNetworks(
  months: readonly { month: string; networks?: NetworkMonth | null }[],
): OpenNetworks | null {
  const told = months.flatMap(({ month, networks }): Told[] => (networks ? [{ ...networks, month }] : []));
  const [first] = told;
  if (!first) return null;
  const answers = addUp(told.map((one) => one.answers));
  const comments = addUp(told.map((one) => one.comments));
  const unanswered = addUp(told.map((one) => one.unanswered));
  const hours = told.reduce((sum, one) => sum + (one.answers ?? 0) * (one.averageHours ?? 0), 0);
  return {
    since: first.month,
    answers,
    averageHours: divide(hours, answers, 1),
    comments,
    answeredShare: unanswered === 'hidden' ? 'hidden' : divide(subtract(comments, unanswered), comments, 2),
  };
}

type Sum = number | 'hidden';

const addUp = (values: readonly (number | null)[]): Sum =>
  values.reduce<Sum>((sum, value) => (sum === 'hidden' || value === null ? 'hidden' : sum + value), 0);

const subtract = (whole: Sum, part: number): number => (whole === 'hidden' ? 0 : whole - part);

function divide(sum: number, count: Sum, digits: number): OpenNumber {
  if (count === 'hidden') return 'hidden';
  return count === 0 ? null : Number((sum / count).toFixed(digits));
}
