import { type Section, screen } from '../base/map/section.ts';
import { useRegisterCount } from './register/use-register-count.ts';

/** «Публикации»: what the administration says by its own pages. */
export const pages = {
  id: 'pages',
  title: 'Публикации',
  about: 'Официальные страницы города в соцсетях',
  screens: [
    screen('/staff/pages', () => import('./register/register-page.tsx'), 'RegisterPage', {
      title: 'Страницы',
      about: 'Реестр официальных страниц: норма недели, проверки, верификация',
      letter: 'KeyV',
      permission: 'register.read',
      useCount: useRegisterCount,
    }),
  ],
} satisfies Section;
