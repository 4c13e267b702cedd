import type { IdentityLevel } from '../contract/identity.ts';

/** What a level is called. */
export const levelWords: Readonly<Record<IdentityLevel, string>> = {
  anonymous: 'без подтверждения',
  social: 'почта или учётная запись в сети',
  phone: 'подтверждённый телефон',
  esia_simplified: 'учётная запись Госуслуг',
  esia_verified: 'подтверждённая учётная запись Госуслуг',
};

/** What a category asks of who writes. */
export const levelNeed: Readonly<Record<IdentityLevel, string>> = {
  anonymous: 'По этой теме можно написать без входа.',
  social: 'По этой теме нужно войти: хватит почты.',
  phone: 'По этой теме нужен подтверждённый телефон: войдите по коду из SMS.',
  esia_simplified: 'По этой теме нужно войти через Госуслуги.',
  esia_verified: 'По этой теме нужно войти через Госуслуги с подтверждённой учётной записью.',
};
