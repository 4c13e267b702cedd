import type { BodyLevel, Recipient, RegisterNeed } from '../../contract/pages/register.ts';
import type { CheckState, VerificationState } from '../../contract/pages/register-proof.ts';
import type { PageWeek, UnknownReason } from '../../contract/pages/register-week.ts';
import { counted } from '../plural.ts';

/** Words of the register of official pages. */

export const recipientTitles: Readonly<Record<Recipient, string>> = {
  'local-government': 'орган местного самоуправления',
  'state-organisation': 'государственная организация',
  'municipal-organisation': 'муниципальная организация',
  'public-share': 'организация с государственным или муниципальным участием',
};

/** As the region's table calls them. */
export const bodyLevelTitles: Readonly<Record<BodyLevel, string>> = {
  region: 'Регион',
  ministry: 'Министерство',
  department: 'Ведомство',
  municipality: 'МО',
  special: 'Узкоспециальные',
};

export const checkStateTitles: Readonly<Record<CheckState, string>> = {
  there: 'есть',
  missing: 'нет',
  stale: 'снимок устарел',
  unseen: 'не смотрели',
};

export const verificationTitles: Readonly<Record<VerificationState, string>> = {
  not_started: 'не начата',
  documents: 'готовим документы',
  submitted: 'подана',
  needs_fix: 'доработать',
  verified: 'подтверждена',
  revoked: 'отозвана',
};

/** What a person does to get there. */
export const verificationActs: Readonly<Record<VerificationState, string>> = {
  not_started: '',
  documents: 'Начать: готовим документы',
  submitted: 'Подана',
  needs_fix: 'Вернули на доработку',
  verified: 'Подтверждена',
  revoked: 'Отозвана',
};

export const unknownWords: Readonly<Record<UnknownReason, string>> = {
  unbound: 'не читается: не подключена',
  off: 'не читается: чтение выключено',
  stale: 'не читается: давно нет связи',
  partial: 'читается не с начала недели',
};

export const needWords: Readonly<Record<RegisterNeed, (count: number) => string>> = {
  posts: (count) => `не хватает публикаций: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  unread: (count) => `не читаются: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  proof: (count) => `неполная проверка: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  revoked: (count) => `отозвана метка: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  none: (count) => `нет страницы: ${counted(count, 'орган', 'органа', 'органов')}`,
};

/** «3 + 1 из 5»: what has stood, what is young, the norm. Null where nothing is known. */
export function weekCount({ stood, fresh, norm }: PageWeek): string | null {
  if (stood === null || fresh === null) return null;
  return `${stood}${fresh > 0 ? ` + ${fresh}` : ''} из ${norm}`;
}

/** A week in words: for whoever does not see its ticks, and where there are none. */
export function weekWords(week: PageWeek): string {
  const count = weekCount(week);
  if (week.why && week.why !== 'partial') return unknownWords[week.why];
  if (count === null) return '';
  return week.why ? `${count}, ${unknownWords[week.why]}` : count;
}

/** How many posts the week lacks to the norm; 0 where it lacks none or nobody knows. */
export const lackOf = ({ stood, fresh, norm }: PageWeek): number =>
  stood === null || fresh === null ? 0 : Math.max(0, norm - stood - fresh);
