import { assignmentStateTitles } from '../../../shared/text/group/assignments.ts';
import { meetingFormTitles, meetingStateTitles } from '../../../shared/text/group/working-group.ts';
import { zoneStateTitles } from '../../../shared/text/heatmap/zones.ts';
import type { FieldChange } from '../../lib/commands/record-changes.ts';
import type { Formats } from '../../lib/format.ts';

/** Fields of records by the contract's names, as the screens call them; a field that stands here is told of when it changes. */
const titles: Readonly<Record<string, string>> = {
  action: 'Что сделали',
  address: 'Адрес',
  agenda: 'Повестка',
  answers: 'Ответ',
  appliedNote: 'Что сделано',
  appliedOn: 'С какого дня',
  attendance: 'Присутствие',
  attendee: 'Участвует',
  budgetLine: 'Строка бюджета',
  cause: 'Причина',
  claimedOn: 'Выход заявлен',
  closedWords: 'Почему снято с контроля',
  coExecutors: 'Соисполнители',
  control: 'Контроль',
  correspondent: 'Корреспондент',
  datedOn: 'Дата',
  day: 'День',
  deadline: 'Срок',
  decisions: 'Решения',
  doneOn: 'Сделано',
  dueAt: 'Срок',
  dueOn: 'Срок',
  evidence: 'Чем подтверждено',
  executorName: 'Исполнитель',
  executorUnit: 'Исполнитель',
  exitOn: 'Срок выхода',
  expectedResult: 'Ожидаемый результат',
  factId: 'Тема',
  form: 'Форма',
  fromDay: 'Начало',
  importance: 'Важность',
  email: 'Почта',
  givenName: 'Имя',
  isActive: 'Действует',
  kind: 'Вид',
  patronymic: 'Отчество',
  phone: 'Телефон',
  shortTitle: 'Коротко',
  surname: 'Фамилия',
  unit: 'Подразделение',
  note: 'Пояснение',
  number: 'Номер',
  organisation: 'Организация',
  outcome: 'Итог',
  owner: 'Ответственный',
  ownerName: 'Владелец',
  papers: 'Материалы',
  partnerName: 'С кем',
  place: 'Место',
  plan: 'План',
  position: 'Должность',
  problem: 'Проблема',
  promisedOn: 'Обещанный день',
  proofs: 'Доказательства',
  readiness: 'Готовность',
  regime: 'Правовой режим',
  reply: 'Ответ',
  replyBy: 'Как ответить',
  responsible: 'Отвечает',
  responsibleName: 'Отвечает',
  result: 'Результат',
  salutation: 'Обращение',
  section: 'Раздел',
  startsAt: 'Время',
  state: 'Состояние',
  status: 'Состояние',
  steps: 'Шаги',
  subject: 'О чём',
  text: 'Текст',
  title: 'Название',
  topic: 'Тема',
  words: 'Пояснение',
};

/** Where a state is written as a code, its words; codes of different records do not mean different things. */
const states: Readonly<Record<string, string>> = {
  ...assignmentStateTitles,
  ...meetingStateTitles,
  ...zoneStateTitles,
  ...meetingFormTitles,
};

/** A change in words: «Срок: было 01.12.2026, стало 08.12.2026»; without values where they are not words. */
export interface ToldChange {
  title: string;
  was: string | null;
  now: string | null;
}

export const tellFields = (changed: readonly FieldChange[], formats: Formats): ToldChange[] =>
  changed
    .filter(({ name }) => name in titles)
    .map(({ name, was, now }) => {
      const [before, after] = [showValue(was, formats), showValue(now, formats)];
      const isShown = before !== null && after !== null;
      return { title: titles[name]!, was: isShown ? before : null, now: isShown ? after : null };
    });

/** What the record holds now, field by field, where that is words. */
export const tellPresent = (
  present: Readonly<Record<string, unknown>> | null,
  formats: Formats,
): { title: string; now: string }[] =>
  Object.entries(present ?? {}).flatMap(([name, value]) => {
    const now = name in titles ? showValue(value, formats) : null;
    return now === null ? [] : [{ title: titles[name]!, now }];
  });

const LONGEST = 160;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text);

function showValue(value: unknown, formats: Formats): string | null {
  if (value === null || value === undefined || value === '') return 'пусто';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  if (typeof value !== 'string') return null;
  if (value in states) return states[value]!.toLocaleLowerCase('ru');
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return formats.date(value);
  if (/^\d{4}-\d\d-\d\dT/u.test(value)) return formats.dateTime(value);
  // A code that has no words of its own is no word for a person.
  return /^[a-z][a-z0-9_.-]*$/u.test(value) ? null : `«${cut(value)}»`;
}
