import type { AuditRecord } from '../../../shared/contract/audit.ts';

/** What was done, in the words of the screen where it is done; an action without words is told by its module. */
const words: Readonly<Record<string, string>> = {
  'cases.register': 'Зарегистрировано дело',
  'cases.join': 'Житель присоединился',
  'cases.comment': 'Житель дополнил сообщение',
  'cases.withdraw-consent': 'Житель отозвал согласие',
  'cases.triage': 'Разобрано',
  'cases.pass-moderation': 'Проверено',
  'cases.assign': 'Назначен исполнитель',
  'cases.reject': 'Отклонено',
  'cases.merge': 'Присоединено как дубль',
  'cases.unmerge': 'Отсоединён дубль',
  'cases.snooze': 'Разбор отложен',
  'cases.undo': 'Решение отменено',
  'cases.ask': 'Задан вопрос жителю',
  'cases.resume': 'Житель уточнил',
  'cases.change': 'Исправлены данные дела',
  'cases.note': 'Служебная заметка',
  'cases.take': 'Взято в работу',
  'cases.refuse': 'Возвращено координатору',
  'cases.draft': 'Начат проект ответа',
  'cases.redraft': 'Ответ доработан',
  'cases.submit': 'Ответ отправлен на согласование',
  'cases.agree': 'Ответ согласован',
  'cases.approve': 'Ответ утверждён',
  'cases.return': 'Ответ возвращён на доработку',
  'cases.defer': 'Утверждена обещанная дата',
  'cases.wake': 'Подошла обещанная дата',
  'cases.confirm': 'Результат подтверждён, дело закрыто',
  'cases.reopen': 'Возвращено в работу',
  'cases.recoordinate': 'Определяется ответственный',
  'cases.reopen-closed': 'Дело возобновлено',
  'cases.reveal-contact': 'Прочитаны контакты жителя',
  'cases.publish': 'Показано на карте',
  'cases.unpublish': 'Скрыто с карты',
  'cases.create-link': 'Выдана ссылка исполнителю',
  'cases.revoke-link': 'Отозвана ссылка исполнителя',
  'files.read-original': 'Прочитан исходный файл',
  'files.release': 'Фото выпущено для всех',
  'heatmap.export': 'Выгружена тепловая карта',
  'territory.replace-layer': 'Заменён слой карты',
  'channels.create-source': 'Заведён источник',
  'channels.switch-source': 'Переключён источник',
};

const modules: Readonly<Record<string, string>> = {
  cases: 'Дело изменено',
  files: 'Действие с файлом',
  identity: 'Изменены люди или права',
  imports: 'Загрузка данных',
  outbox: 'Письмо',
  channels: 'Источник изменён',
  territory: 'Территория изменена',
  heatmap: 'Выгрузка',
  demo: 'Демонстрационные данные',
};

export function describeAction(action: string): string {
  return words[action] ?? modules[action.split('.')[0] ?? ''] ?? 'Действие';
}

/** A case by its number; anything else by what kind of thing it is. */
export function describeObject(record: AuditRecord): string {
  const { number } = record.data;
  if (typeof number === 'string') return `№ ${number}`;
  const kinds: Readonly<Record<string, string>> = {
    person: 'человек',
    unit: 'подразделение',
    file: 'файл',
    layer: 'слой',
    source: 'источник',
    contact: 'контакт',
    case: 'дело',
    import: 'загрузка',
  };
  return kinds[record.object] ?? 'запись';
}
