import type { turnKinds } from '../contract/messages/cases-list.ts';
import { formatDay } from './dates.ts';

const turnTitles: Readonly<Record<(typeof turnKinds)[number], string>> = {
  given: 'Дан ответ',
  'given-late': 'Ответ позже срока',
  settled: 'Решены',
  returned: 'Возвращены',
  scored: 'Ответ оценён',
  'scored-well': 'Ответ оценён на 4–5',
};
const isTurn = (kind: string): kind is keyof typeof turnTitles => kind in turnTitles;

/** What happened to cases of a list, and on which days: «Дан ответ 01.11.2026–28.11.2026». */
export function turnWords({
  turn = '',
  since,
  until,
}: Readonly<{ turn?: string | undefined; since?: string | undefined; until?: string | undefined }>): string {
  const days = [since, until].flatMap((day) => (day ? [formatDay(day)] : [])).join('–');
  return `${isTurn(turn) ? turnTitles[turn] : 'По событию'} ${days}`.trim();
}
