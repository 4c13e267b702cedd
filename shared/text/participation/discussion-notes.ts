import type {
  DiscussionFields,
  DiscussionNote,
  DiscussionSubject,
} from '../../contract/participation/discussions.ts';
import { DAY } from '../../time.ts';
import { counted } from '../plural.ts';

/** What stands in the way of a discussion, and what a person has to judge. One rule for the form and the server. Pure. */

export interface DiscussionRules {
  subjects: readonly DiscussionSubject[];
  /** Where the subject names no term. */
  leastDays: number;
}

/** What the notes are taken of. */
export type NotedDiscussion = Omit<DiscussionFields, 'materials' | 'title'>;

const stop = (words: string): DiscussionNote => ({ tone: 'stop', words });
const warn = (words: string): DiscussionNote => ({ tone: 'warn', words });
const days = (count: number): string => counted(count, 'день', 'дня', 'дней');

const isBetween = (at: string, from: string, to: string): boolean =>
  Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to);

/** For how many whole days remarks are taken. */
const termOf = ({ opensAt, closesAt }: NotedDiscussion): number | null =>
  opensAt === null || closesAt === null
    ? null
    : Math.floor((Date.parse(closesAt) - Date.parse(opensAt)) / DAY);

function noteTerm(fields: NotedDiscussion, rules: DiscussionRules): DiscussionNote[] {
  const term = termOf(fields);
  if (term === null) return [stop('Назовите, с какого дня и по какой принимают предложения')];
  if (Date.parse(fields.closesAt ?? '') <= Date.parse(fields.opensAt ?? ''))
    return [stop('Конец раньше начала')];
  const subject = rules.subjects.find(({ id }) => id === fields.subject);
  const least = subject?.leastDays ?? rules.leastDays;
  if (term < least)
    return [stop(`Предложения принимают не меньше ${days(least)}: ${subject?.law ?? 'порядок обсуждений'}`)];
  if (subject && subject.mostDays !== null && term > subject.mostDays)
    return [warn(`Дольше ${days(subject.mostDays)}: ${subject.law}. Сверьте с законом`)];
  return [];
}

function noteResult({ resultBy, closesAt }: NotedDiscussion): DiscussionNote[] {
  if (resultBy === null) return [warn('Не сказано, к какому дню итог: люди его ждут')];
  // The day of a city begins within half a day of that of UTC: nearer than that nobody is stopped.
  return closesAt !== null && resultBy < closesAt.slice(0, 10)
    ? [stop('Итог не бывает раньше, чем кончится приём предложений')]
    : [];
}

function noteSubject({ kind, subject }: NotedDiscussion, { subjects }: DiscussionRules): DiscussionNote[] {
  if (subject === null)
    return kind === 'hearing' ? [stop('Выберите предмет слушаний: по нему закон и сроки')] : [];
  const found = subjects.find(({ id }) => id === subject);
  if (!found) return [stop('Такого предмета в порядке нет. Выберите из списка')];
  if (!found.kinds.includes(kind)) return [stop('По этому предмету проводят слушания, а не обсуждение')];
  return found.toVerify ? [warn(`Сверьте сроки с действующей редакцией: ${found.law}`)] : [];
}

/** What a notice of hearings has to say besides. */
function noteMeeting({ kind, meeting, opensAt, closesAt, level }: NotedDiscussion): DiscussionNote[] {
  if (kind !== 'hearing') return [];
  const notes: DiscussionNote[] = [];
  if (meeting.at === null || !meeting.place || !meeting.address)
    notes.push(stop('Назовите собрание: день и час, место, адрес'));
  else if (opensAt !== null && closesAt !== null && !isBetween(meeting.at, opensAt, closesAt))
    notes.push(warn('Собрание не в дни приёма предложений: на нём предложить будет нельзя'));
  if (!meeting.exposition) notes.push(stop('Скажите, где и когда открыта экспозиция проекта'));
  if (level !== 'esia_verified')
    notes.push(
      warn('Участники слушаний подтверждают личность: такой вход её не проверит (ГрК ст. 5.1 ч. 12)'),
    );
  return notes;
}

export const noteDiscussion = (fields: NotedDiscussion, rules: DiscussionRules): DiscussionNote[] => [
  ...(fields.matter ? [] : [stop('Скажите, о чём обсуждение: это читают первым')]),
  ...(fields.paragraphs.length > 0 ? [] : [stop('В проекте нет ни одного пункта')]),
  ...(fields.responsible ? [] : [stop('Назовите, кто отвечает за обсуждение')]),
  ...noteSubject(fields, rules),
  ...noteTerm(fields, rules),
  ...noteResult(fields),
  ...noteMeeting(fields),
];

/** What may not be announced any more for that day: the notice comes out so many days before. Null = it may. */
export function findNoticeFault(
  { opensAt, closesAt, subject }: Pick<DiscussionFields, 'opensAt' | 'closesAt' | 'subject'>,
  { subjects }: Pick<DiscussionRules, 'subjects'>,
  now: Date,
): string | null {
  if (opensAt === null || closesAt === null || Date.parse(closesAt) <= now.getTime())
    return 'Конец обсуждения уже прошёл. Верните его себе и назовите новые дни.';
  const found = subjects.find(({ id }) => id === subject);
  if (!found || Date.parse(opensAt) - now.getTime() >= found.noticeDays * DAY) return null;
  return `Оповещение выходит не позже чем за ${days(found.noticeDays)} до начала (${found.law}). Верните себе и назовите день позже.`;
}

/** «Предложения каждый пункт отдельно»: pasted text, split by blank lines; ids go on after those there are. */
export function splitParagraphs(
  text: string,
  taken: readonly { id: string }[] = [],
): { id: string; text: string }[] {
  const numbers = taken.map(({ id }) => Number(/^p(\d+)$/u.exec(id)?.[1] ?? 0));
  const first = Math.max(0, ...numbers) + 1;
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[^\S\n]*\n/u)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part, at) => ({ id: `p${first + at}`, text: part }));
}
