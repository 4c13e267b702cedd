import { numberAt } from '../../../../shared/lists.ts';
import { WEEK } from '../../../../shared/time.ts';
import {
  type GroupRecords,
  isWithin,
  meanOf,
  type PageRecords,
  type PostRecord,
  quantileOf,
  type SocialRecords,
  shareOf,
  type Window,
} from './records.ts';

/** What was answered before it was noticed waited for nothing. */
const waited = (from: number, to: number): number => Math.max(0, to - from);

/** K7. Minutes from noticing a message in a network to the first answer published under it; nine of ten came sooner than `percentile`. */
export function firstAnswer({ captured }: SocialRecords, window: Window) {
  const minutes = captured
    .filter(({ publishedAt }) => isWithin(publishedAt, window))
    .map(({ capturedAt, publishedAt }) => waited(capturedAt, publishedAt!) / 60_000);
  return { value: quantileOf(minutes, 0.5), percentile: quantileOf(minutes, 0.9) };
}

/** K16. Checks of pages passed, of all there are, when the period ends. */
export const pageCompliance = ({ checks }: PageRecords) => ({
  value: shareOf(checks.filter(({ isPassed }) => isPassed).length, checks.length),
});

/** K17. Posts a page that stand, of the last seven days; weeks of pages within the period, counted back from its end, below the norm. */
export function postsAWeek({ pages }: PageRecords, window: Window) {
  const end = Math.min(window.to, window.now);
  const count = (posts: readonly PostRecord[], until: number): number =>
    posts.filter(
      ({ publishedAt, isStanding }) => isStanding && publishedAt >= until - WEEK && publishedAt < until,
    ).length;
  const weeks = Math.max(0, Math.floor((end - window.from) / WEEK));
  const missed = pages.flatMap(({ norm, posts }) =>
    Array.from({ length: weeks }, (_, at) => count(posts, end - at * WEEK)).filter((posted) => posted < norm),
  );
  return {
    value: meanOf(pages.map(({ posts }) => count(posts, end))),
    missed: missed.length,
    weeks: weeks * pages.length,
  };
}

/** K18. Comments that want an answer and have none; how long the answered ones waited, hours. */
export function unanswered({ comments }: SocialRecords, window: Window) {
  const asked = comments.filter(({ at, needsAnswer }) => needsAnswer && isWithin(at, window));
  const waits = asked.flatMap(({ at, answeredAt }) =>
    answeredAt === null ? [] : [waited(at, answeredAt) / 3_600_000],
  );
  return {
    value: shareOf(asked.length - waits.length, asked.length),
    medianHours: quantileOf(waits, 0.5),
  };
}

/** K19. Reactions against reach of the posts of the period of which both are known; reach of one post, and of all of the last week. */
export function engagement({ pages }: PageRecords, window: Window) {
  const known = pages
    .flatMap(({ posts }) => posts)
    .filter(({ publishedAt, isStanding }) => isStanding && isWithin(publishedAt, window))
    .flatMap(({ publishedAt, reach, reactions }) =>
      reach === null || reactions === null ? [] : [{ publishedAt, reach, reactions }],
    );
  const lastWeek = known.filter(({ publishedAt }) => publishedAt >= window.to - WEEK);
  const sum = (pick: (post: (typeof known)[number]) => number): number =>
    known.reduce((all, post) => all + pick(post), 0);
  return {
    value: shareOf(
      sum(({ reactions }) => reactions),
      sum(({ reach }) => reach),
    ),
    reach: meanOf(known.map(({ reach }) => reach)),
    weekReach: lastWeek.length === 0 ? null : lastWeek.reduce((all, { reach }) => all + reach, 0),
    posts: known.length,
  };
}

/** K20. Decisions done by their day, of those whose day came in the period; months with a meeting, of those that are over. */
export function decisionsInTime({ meetings, decisions, months }: GroupRecords, window: Window) {
  const known = Math.min(window.to, window.now);
  const due = decisions.filter(({ dueAt }) => isWithin(dueAt, window) && dueAt < known);
  const spans = months.slice(1).map((end, at) => ({ start: numberAt(months, at), end }));
  const over = spans.filter(({ start, end }) => start >= window.from && end <= known);
  const held = over.filter(({ start, end }) => meetings.some((at) => at >= start && at < end));
  return {
    value: shareOf(due.filter(({ dueAt, doneAt }) => doneAt !== null && doneAt <= dueAt).length, due.length),
    due: due.length,
    regularity: shareOf(held.length, over.length),
  };
}
