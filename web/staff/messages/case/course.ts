import type { BarChart } from '../../../../shared/charts/chart.ts';
import { type Status, statuses, type TimelineEvent } from '../../../../shared/contract/messages/cases.ts';
import { formatDecimal } from '../../../../shared/text/numbers.ts';
import { nbsp } from '../../../../shared/text/plural.ts';
import { HOUR } from '../../../../shared/time.ts';
import { statusWords } from '../../base/case-kit/case-words.ts';

/** Where time has stopped. */
const ended: readonly Status[] = ['closed', 'rejected'];

/** How long a case stood in each status, in the order it came to them; a status it came back to is one with the former. */
export function measureCourse(
  timeline: readonly TimelineEvent[],
  now: number,
): { status: Status; milliseconds: number }[] {
  const moves = timeline
    .filter(({ kind }) => kind === 'status')
    .map(({ at, data }) => ({ at: Date.parse(at), to: statuses.find((one) => one === data.to) }))
    .toSorted((a, b) => a.at - b.at);
  const spent = new Map<Status, number>();
  moves.forEach(({ at, to }, index) => {
    if (!to || ended.includes(to)) return;
    const until = moves[index + 1]?.at ?? now;
    spent.set(to, (spent.get(to) ?? 0) + Math.max(0, until - at));
  });
  return [...spent].map(([status, milliseconds]) => ({ status, milliseconds }));
}

/** «40 мин», «5 ч», «3,2 дн.»: to be held against each other, not to be paid by. */
function writeTime(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)}${nbsp}мин`;
  return hours < 48 ? `${formatDecimal(hours, 0)}${nbsp}ч` : `${formatDecimal(hours / 24)}${nbsp}дн.`;
}

/** The course of a case as a chart: where its time went. */
export function courseChart(timeline: readonly TimelineEvent[], now: number): BarChart {
  // What was passed in a moment is no stage of its time.
  const stages = measureCourse(timeline, now).filter(({ milliseconds }) => milliseconds >= 60_000);
  return {
    kind: 'bars',
    title: 'Где прошло время дела',
    of: 'Состояние',
    categories: stages.map(({ status }) => {
      const { title } = statusWords[status];
      return { title, short: title };
    }),
    measure: { write: writeTime, tick: writeTime },
    empty: 'дело только пришло',
    series: [{ title: 'Времени', values: stages.map(({ milliseconds }) => milliseconds / HOUR) }],
  };
}
