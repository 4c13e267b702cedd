import type { Outcome, Status } from '../../../shared/contract/messages/cases.ts';
import type { PublicPoint } from '../../../shared/contract/messages/cases-open.ts';
import type { MarkerKind } from '../../ui/mark.tsx';

/** The map's shapes in the words of the marker. */
export const markerOf: Readonly<Record<PublicPoint['shape'], MarkerKind>> = {
  new: 'new',
  work: 'working',
  overdue: 'overdue',
  solved: 'solved',
  answered: 'answered',
};

const over: ReadonlySet<Status> = new Set([
  'rejected',
  'answered',
  'closed',
  'closed_forwarded',
  'closed_no_reply',
  'closed_terminated',
  'closed_unanswered',
  'merged',
]);
const untouched: ReadonlySet<Status> = new Set(['new', 'moderation', 'coordination']);

/** The shape of a message by its status and term, where the server gave no shape of its own. */
export function shapeOf(file: {
  status: Status;
  outcome?: Outcome | null;
  dueAt?: string | null;
  isAnswered?: boolean;
  now: number;
}): MarkerKind {
  if (file.outcome === 'solved' || file.outcome === 'solved_partly') return 'solved';
  if (file.isAnswered || over.has(file.status)) return 'answered';
  if (file.dueAt && Date.parse(file.dueAt) < file.now) return 'overdue';
  return untouched.has(file.status) ? 'new' : 'working';
}

/** What came of a message, apart from whether it was answered. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  solved: 'Решено',
  solved_partly: 'Решено частично',
  planned: 'Запланировано',
  explained: 'Разъяснено',
  refused: 'Отказано',
  not_in_competence: 'Передано тем, кто отвечает',
  not_confirmed: 'Не подтвердилось',
  duplicate: 'Такое сообщение уже было',
};
