import type { AssignmentState } from '../../../shared/contract/group/assignments.ts';
import type { TemplateKind } from '../../../shared/contract/group/assignments-desk.ts';

/** What became of an invented assignment. */
export interface Told {
  state: AssignmentState;
  report?: string;
  figure?: readonly [title: string, value: string];
  reason?: string;
  late?: true;
  special?: true;
  budget?: string;
  links?: 'answered' | 'waiting' | 'problem';
}

/** Of the latest decisions of the invented meetings, the oldest first. */
export const demoDecisions: readonly Told[] = [
  { state: 'accepted', late: true },
  { state: 'cancelled' },
  { state: 'accepted', links: 'answered' },
  { state: 'accepted', links: 'waiting', budget: 'Дорожная деятельность, строка 14' },
  { state: 'returned', reason: 'На карте нет дат ремонта: добавьте их и приложите ссылку.' },
];

interface Done {
  report: string;
  figure: readonly [title: string, value: string];
  block: string;
}

/** How each invented decision was fulfilled, by its words. */
export const demoReports: Readonly<Record<string, Done>> = {
  'Составить график вывоза без пропусков.': {
    report: 'График утверждён, пропусков нет.',
    figure: ['Площадок в графике', '118'],
    block: 'waste',
  },
  'Проверить дворы по жалобам.': {
    report: 'Обошли дворы по жалобам, составлены акты.',
    figure: ['Актов', '27'],
    block: 'housing',
  },
  'Осветить переходы у школ.': {
    report: 'Светильники поставлены у всех школ.',
    figure: ['Переходов', '6'],
    block: 'roads',
  },
  'Согласовать с перевозчиком расписание.': {
    report: 'Расписание подписано.',
    figure: ['Рейсов в день', '44'],
    block: 'transport',
  },
  'Очистить водопропускные трубы.': {
    report: 'Трубы очищены.',
    figure: ['Труб', '14'],
    block: 'roads',
  },
  'Показать часы приёма у каждого кабинета.': {
    report: 'Таблички висят у всех кабинетов.',
    figure: ['Кабинетов', '52'],
    block: 'health',
  },
  'Закрыть ямы по перечню, приложить фото до и после.': {
    report: 'Закрыли все места перечня, фото в актах.',
    figure: ['Закрыто ям', '62'],
    block: 'roads',
  },
  'Показать перечень на карте проблем.': {
    report: 'Слой готов.',
    figure: ['Мест на карте', '40'],
    block: 'roads',
  },
};

/** Resolutions of the head: days since and days till are of the present day. */
export const demoResolutions: readonly (Told & {
  no: number;
  text: string;
  result: string;
  to: string;
  ago: number;
  due: number;
})[] = [
  {
    no: 41,
    text: 'Проверить готовность домов к отоплению.',
    result: 'Акт по каждому дому',
    to: 'member',
    ago: 24,
    due: -3,
    state: 'in_work',
    special: true,
  },
  {
    no: 44,
    text: 'Убрать наледь у остановок.',
    result: '32 остановки, фото каждой',
    to: 'member-roads',
    ago: 12,
    due: 2,
    state: 'acknowledged',
    links: 'problem',
  },
  {
    no: 45,
    text: 'Ответить жителям о сроках замены лифтов.',
    result: 'Даты по каждому дому',
    to: 'deputy',
    ago: 8,
    due: 9,
    state: 'reported',
    report: 'Даты замены получены по всем домам.',
    figure: ['Домов', '9'],
  },
  {
    no: 47,
    text: 'Провести приём граждан в посёлке.',
    result: 'Протокол приёма',
    to: 'member-it',
    ago: 2,
    due: 16,
    state: 'issued',
  },
];

/** Ready wordings. */
export const demoTemplates: readonly { kind: TemplateKind; title: string; text: string }[] = [
  { kind: 'agenda', title: 'Результаты месяца', text: 'О результатах обработки сообщений за месяц' },
  { kind: 'agenda', title: 'Прошлые решения', text: 'Об исполнении решений прошлого заседания' },
  { kind: 'decision', title: 'К сведению', text: 'Принять доклад к сведению.' },
  {
    kind: 'decision',
    title: 'Устранить и показать',
    text: 'Устранить по перечню, приложить фото до и после.',
  },
  {
    kind: 'reminder',
    title: 'Срок сегодня',
    text: '{имя}, сегодня последний день. Отчитайтесь в карточке и приложите доказательство.\n\n{поручения}',
  },
];
