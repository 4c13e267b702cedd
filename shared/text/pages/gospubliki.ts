import type { RequestDuty, RequestLook, RequestShelf } from '../../contract/pages/gospubliki.ts';
import type { CabinetPerson, RepostState } from '../../contract/pages/gospubliki-cabinet.ts';

/** Words of «Госпаблики». */

export const requestLookTitles: Readonly<Record<RequestLook, string>> = {
  received: 'ждёт решения',
  accepted: 'принята',
  scheduled: 'запланирована',
  objected: 'возразили',
  withdrawn: 'отозвана',
  published: 'ждёт отчёта',
  reported: 'отчёт отправлен',
};

/** Which term: «нарушен срок решения». */
export const requestDutyTitles: Readonly<Record<RequestDuty, string>> = {
  decide: 'срок решения',
  publish: 'срок выхода',
  report: 'срок отчёта',
};

/** What has to be done by it. */
export const requestDutyNames: Readonly<Record<RequestDuty, string>> = {
  decide: 'Решить по заявке',
  publish: 'Разместить по заявке',
  report: 'Отчитаться по заявке',
};

/** What was done by it: «размещение в срок». */
export const requestDutyDeeds: Readonly<Record<RequestDuty, string>> = {
  decide: 'решение',
  publish: 'размещение',
  report: 'отчёт',
};

export const requestShelfTitles: Readonly<Record<RequestShelf, string>> = {
  waiting: 'все, что ждут нас',
  decide: 'ждут решения',
  publish: 'ждут выхода',
  report: 'ждут отчёта',
  late: 'срок прошёл',
  all: 'все, и законченные',
};

export const accessTitles: Readonly<Record<CabinetPerson['access'], string>> = {
  holds: 'доступ действует',
  soon: 'доступ скоро кончится',
  over: 'доступ кончился',
  unset: 'срок доступа не указан',
};

export const repostStateTitles: Readonly<Record<RepostState, string>> = {
  asked: 'ждём ответа',
  taken: 'повторили',
  refused: 'отказали',
  silent: 'ответа нет',
};
