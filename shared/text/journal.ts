import { baseActions } from './journal/base.ts';
import { groupActions } from './journal/group.ts';
import { heatmapActions } from './journal/heatmap.ts';
import { messagesActions } from './journal/messages.ts';
import { monitoringActions } from './journal/monitoring.ts';
import { pagesActions } from './journal/pages.ts';
import { participationActions } from './journal/participation.ts';

/** What a journal record tells of, in the words of the screen where it was done. */
export const journalActions: Readonly<Record<string, string>> = {
  ...baseActions,
  ...messagesActions,
  ...monitoringActions,
  ...participationActions,
  ...pagesActions,
  ...heatmapActions,
  ...groupActions,
};

const objects: Readonly<Record<string, string>> = {
  document: 'документ с подписью',
  commitment: 'содержание',
  helper: 'модель черновиков',
  journal: 'журнал',
  register: 'реестр',
  analysis: 'анализ',
  indicator: 'показатели',
  case: 'дело',
  contact: 'контакт',
  person: 'человек',
  letter: 'письмо',
  'letter-channel': 'канал отправки',
  'sign-in-provider': 'система входа',
  unit: 'подразделение',
  file: 'файл',
  import: 'загрузка',
  outage: 'отключение',
  'network-page': 'страница сети',
  promise: 'обещание',
  'promise-page': 'страница обещаний',
  'official-page': 'официальная страница',
  'register-body': 'орган реестра страниц',
  'register-exemption': 'основание не вести страницу',
  'gospubliki-cabinet': 'кабинет «Госпаблики»',
  'placement-request': 'заявка на размещение',
  repost: 'просьба о повторе',
  poll: 'опрос',
  widget: 'виджет',
  discussion: 'обсуждение',
  initiative: 'инициатива',
  incident: 'инцидент',
  shift: 'смена',
  training: 'учебная смена',
  'federal-table': 'файл федеральной системы',
  'federal-difference': 'расхождение с федеральной системой',
  conflict: 'конфликт',
  'conflict-signal': 'ранний сигнал',
  'monitoring-rule': 'правило мониторинга',
  'comment-rule': 'правило комментариев',
  'moderation-act': 'решение об убранном комментарии',
  'media-contact': 'карточка СМИ',
  backup: 'резервная копия',
  breach: 'инцидент с данными',
  'our-city': 'карточка города',
  portal: 'портал',
  layer: 'слой',
  gazetteer: 'справочник улиц',
  'house-list': 'список домов и управляющих компаний',
  matrix: 'матрица',
  'level-rule': 'уровень входа',
  'security-rule': 'требования ко входу',
  source: 'источник',
  view: 'вид',
  'city-number': 'номер СЭД',
  'group-act': 'акт о составе',
  membership: 'строка состава',
  meeting: 'заседание',
  assignment: 'поручение',
  ground: 'решение в учёте',
  roadmap: 'дорожная карта',
  measure: 'мероприятие',
  recommendation: 'рекомендация',
  report: 'отчёт главе',
  practice: 'практика',
  paper: 'документ переписки',
  'outside-event': 'совещание',
  system: 'система',
  template: 'шаблон',
};

/** Whether the action has words of its own. */
export const hasActionWords = (action: string): boolean => action in journalActions;

/** An action of the journal in words; one that left the list is «Действие». */
export const describeAction = (action: string): string => journalActions[action] ?? 'Действие';

/** Actions that read a record, take it out or speak beside it: its content is the same afterwards. */
export const leavesRecord = (action: string): boolean =>
  /\.(read|reveal|search|download|export|note$|acknowledge)/u.test(action);

/** What kind of thing the action was done to. */
export const describeObject = (object: string): string => objects[object] ?? 'запись';
