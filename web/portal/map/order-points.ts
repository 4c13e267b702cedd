import type { PublicPoint } from '../../../shared/contract/messages/cases-open.ts';
import type { PublicMessage } from '../../../shared/contract/messages/cases-register.ts';
import { formatLeft } from '../../../shared/text/deadlines.ts';
import { capitalise } from '../../../shared/text/words.ts';
import { outcomeWords } from '../parts/shapes.ts';

/** What waits too long, what waits, what is over. */
const rankOf = ({ shape }: PublicPoint): number =>
  shape === 'overdue' ? 0 : shape === 'solved' || shape === 'answered' ? 2 : 1;
/** A working day of the office, minutes. */
const workday = 480;

/** ISO moments are in order as they are written; a language's own order is not that. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Overdue first, the latest of all on top; then by the nearest term; answered last, the newest on top. */
export function orderPoints(points: readonly PublicPoint[]): PublicPoint[] {
  return points.toSorted((a, b) => {
    const [first, second] = [rankOf(a), rankOf(b)];
    if (first !== second) return first - second;
    if (first === 2) return compare(b.answeredAt ?? '', a.answeredAt ?? '');
    return compare(a.deadline?.dueAt ?? '~', b.deadline?.dueAt ?? '~');
  });
}

interface Words {
  until: (at: string) => string;
  dayMonth: (at: string) => string;
}

/** Where a message stands: «Просрочено на 2 рабочих дня», «В работе, ответ до 2 декабря», «Решено 20 ноября, подтвердил житель», «Рассмотрено 20 ноября: разъяснено». */
export function describePoint(point: PublicMessage, words: Words): string {
  const { shape, deadline, answeredAt, outcome, resolved } = point;
  const until = deadline ? `, ответ ${words.until(deadline.dueAt)}` : '';
  switch (shape) {
    case 'overdue': {
      const minutes = deadline?.leftWorkingMinutes ?? 0;
      return capitalise(minutes < 0 ? formatLeft(minutes, Math.floor(-minutes / workday)) : 'просрочено');
    }
    case 'solved': {
      const when = answeredAt ? ` ${words.dayMonth(answeredAt)}` : '';
      return `Решено${when}${resolved === 'yes' ? ', подтвердил житель' : ''}`;
    }
    case 'new':
      return `Новое${until}`;
    case 'work':
      return `В работе${until}`;
    case 'answered': {
      const when = answeredAt ? ` ${words.dayMonth(answeredAt)}` : '';
      const how = outcome ? `: ${outcomeWords[outcome].toLocaleLowerCase('ru')}` : '';
      return `Рассмотрено${when}${how}`;
    }
  }
}
