import type {
  AssignmentCard,
  AssignmentRow,
  AssignmentState,
} from '../../../../shared/contract/group/assignments.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const assignmentHref = (id: string): Address => `/staff/assignments/${id}`;

export const stateTones: Readonly<Record<AssignmentState, Tone>> = {
  issued: 'info',
  acknowledged: 'info',
  in_work: 'info',
  reported: 'warning',
  returned: 'danger',
  accepted: 'ok',
  cancelled: 'quiet',
};

type Term = Pick<AssignmentRow, 'state' | 'lateDays' | 'daysLeft' | 'dueOn'>;

/** «просрочено на 3 дня», «сегодня», «осталось 5 дней»: working days, as the term is counted. */
export function describeTerm({ state, lateDays, daysLeft }: Term): { words: string; tone: Tone } | null {
  const days = (count: number) => counted(count, 'раб. день', 'раб. дня', 'раб. дней');
  if (lateDays > 0)
    return {
      words:
        state === 'accepted' || state === 'reported'
          ? `с опозданием: ${days(lateDays)}`
          : `просрочено: ${days(lateDays)}`,
      tone: 'danger',
    };
  if (daysLeft === null) return null;
  if (daysLeft === 0) return { words: 'срок сегодня', tone: 'warning' };
  return { words: `осталось: ${days(daysLeft)}`, tone: daysLeft <= 3 ? 'warning' : 'quiet' };
}

const eventTitles: Readonly<Record<string, string>> = {
  issue: 'Выдано',
  amend: 'Дополнены условия',
  acknowledge: 'Ознакомлен(а)',
  begin: 'Взято в работу',
  report: 'Отчёт',
  'withdraw-report': 'Отчёт отозван',
  accept: 'Исполнение принято',
  return: 'Отчёт возвращён',
  'take-back': 'Приёмка отменена',
  extend: 'Срок продлён',
  follow: 'Изменено вслед за решением',
  cancel: 'Снято решением',
  link: 'Добавлена связь',
  unlink: 'Снята связь',
  answers: 'Предложено жителям',
  post: 'Сохранён черновик публикации',
  remind: 'Напоминание',
};

/** «Срок продлён с 15.12.2026 на 21.12.2026: причина». */
export function describeEvent({ kind, text }: AssignmentCard['events'][number]): string {
  const title = eventTitles[kind] ?? kind;
  return text ? `${title}: ${text}` : title;
}

/** «15.12.2026, первый срок 01.12.2026». */
export const describeDue = ({ dueOn, firstDueOn }: Pick<AssignmentRow, 'dueOn' | 'firstDueOn'>): string =>
  dueOn === firstDueOn ? formatDay(dueOn) : `${formatDay(dueOn)}, первый срок ${formatDay(firstDueOn)}`;
