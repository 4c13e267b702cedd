import { type Section, screen } from '../base/map/section.ts';

/** «Сегодня»: what waits for the person; under it stands what they have pinned. */
export const today = {
  id: 'today',
  title: 'Сегодня',
  about: 'Что ждёт меня',
  letter: 'KeyH',
  screens: [
    screen('/staff', () => import('./today-page.tsx'), 'TodayPage', {
      title: 'Сегодня',
      about: 'Моё сегодня: что сделать сейчас, что ждёт меня, что горит',
    }),
    screen('/staff/call', () => import('../messages/call/call-page.tsx'), 'CallPage', {
      title: 'Принять звонок',
      about: 'Новое дело со слов жителя, бумажное письмо',
      key: 'KeyN',
      permission: 'cases.register',
      isLine: false,
    }),
    screen('/staff/notices', () => import('../base/notices/notices-page.tsx'), 'NoticesPage', {
      title: 'Уведомления',
      about: 'О чём мне сообщили и как часто сообщать',
      isLine: false,
    }),
  ],
} satisfies Section;
