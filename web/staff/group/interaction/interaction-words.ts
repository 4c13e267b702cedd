import type { EventState, Paper, PaperState } from '../../../../shared/contract/group/interaction.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted, plural } from '../../../../shared/text/plural.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const kindTitles = {
  task: 'задание',
  letter: 'письмо',
  request: 'запрос',
  report: 'отчёт',
} as const;

export const directionTitles = { in: 'Входящий', out: 'Исходящий' } as const;

export const paperStates: Readonly<Record<PaperState, { label: string; tone: Tone }>> = {
  waiting: { label: 'ждёт ответа', tone: 'info' },
  overdue: { label: 'просрочен', tone: 'danger' },
  answered: { label: 'отвечен', tone: 'ok' },
  'answered-late': { label: 'отвечен позже срока', tone: 'warning' },
  closed: { label: 'снят с контроля', tone: 'quiet' },
  noted: { label: 'к сведению', tone: 'quiet' },
};

export const eventStates: Readonly<Record<EventState, { label: string; tone: Tone }>> = {
  planned: { label: 'впереди', tone: 'info' },
  attended: { label: 'участвовал', tone: 'ok' },
  missed: { label: 'не участвовал', tone: 'warning' },
  cancelled: { label: 'отменено', tone: 'quiet' },
};

export const paperRef = ({ number, datedOn }: Pick<Paper, 'number' | 'datedOn'>): string =>
  `№\u00a0${number} от\u00a0${formatDay(datedOn)}`;

const workingDays = (count: number): string =>
  `${counted(count, 'рабочий', 'рабочих', 'рабочих')} ${plural(count, 'день', 'дня', 'дней')}`;

/** «осталось 3 рабочих дня», «сегодня», «просрочен на 2 рабочих дня». */
export function leftWords(left: number): string {
  if (left === 0) return 'сегодня';
  return left > 0 ? `осталось ${workingDays(left)}` : `просрочен на ${workingDays(-left)}`;
}
