import type { HiddenKind } from '../../contract/messages/cases-card.ts';
import type {
  CellState,
  ChangeState,
  PublicationState,
  VariantState,
} from '../../contract/pages/publications.ts';

export const publicationStateTitles: Readonly<Record<PublicationState, string>> = {
  draft: 'черновик',
  approval: 'на согласовании',
  returned: 'на доработке',
  approved: 'согласовано',
  cancelled: 'не выйдет',
};

export const variantStateTitles: Readonly<Record<VariantState, string>> = {
  planned: 'ждёт согласования',
  waiting: 'запланировано',
  manual: 'опубликовать руками',
  publishing: 'выходит',
  published: 'вышло',
  failed: 'сбой',
  unknown: 'не известно, вышло ли',
  withdrawn: 'снято',
  cancelled: 'не выйдет',
};

export const cellStateTitles: Readonly<Record<CellState, string>> = {
  draft: 'черновик',
  approval: 'на согласовании',
  waiting: 'запланировано',
  manual: 'опубликовать руками',
  publishing: 'выходит',
  published: 'вышло',
  failed: 'сбой',
  unknown: 'не известно, вышло ли',
  withdrawn: 'снято',
  outside: 'вышло мимо Отклика',
};

export const changeStateTitles: Readonly<Record<ChangeState, string>> = {
  approval: 'ждёт согласования',
  returned: 'не согласовано',
  doing: 'меняется',
  done: 'сделано',
  failed: 'не сделано',
  unknown: 'не известно, сделано ли',
};

/** What in a text may lead to a person, as a warning names it. */
export const personalTitles: Readonly<Record<HiddenKind, string>> = {
  name: 'имя человека',
  phone: 'телефон',
  email: 'электронная почта',
  profile: 'страница человека',
  passport: 'паспорт',
  snils: 'СНИЛС',
  inn: 'ИНН',
  card: 'номер карты',
  account: 'номер счёта',
  birth: 'дата рождения',
};
