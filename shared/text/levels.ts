import type { IdentityLevel } from '../contract/base/identity.ts';

/** What a category asks of who writes. */
export const levelNeed: Readonly<Record<IdentityLevel, string>> = {
  anonymous: 'По этой теме можно написать без входа.',
  social: 'По этой теме нужно войти: хватит почты.',
  phone: 'По этой теме нужен подтверждённый телефон: войдите по коду из SMS.',
  esia_simplified: 'По этой теме нужно войти через Госуслуги.',
  esia_verified: 'По этой теме нужно войти через Госуслуги с подтверждённой учётной записью.',
};

/** How a level is called in lists. */
export const levelTitles: Readonly<Record<IdentityLevel, string>> = {
  anonymous: 'хватит контакта',
  social: 'вход по почте',
  phone: 'телефон по коду из SMS',
  esia_simplified: 'Госуслуги',
  esia_verified: 'Госуслуги, подтверждённая запись',
};
