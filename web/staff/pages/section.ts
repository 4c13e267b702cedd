import { type Section, screen, thing } from '../base/map/section.ts';
import { gospublikiParts } from './gospubliki/gospubliki-parts.ts';
import { useGospublikiCount } from './gospubliki/use-gospubliki-count.ts';
import { usePromiseDeskCount } from './promises/use-promise-desk.ts';
import { usePublicationsCount } from './publications/use-publications-count.ts';
import { useRegisterCount } from './register/use-register-count.ts';

/** «Страницы города»: what the administration says by its own pages, and which they are. */
export const pages = {
  id: 'pages',
  title: 'Страницы города',
  about: 'Что город говорит на своих страницах в соцсетях',
  screens: [
    screen('/staff/publications', () => import('./publications/publications-page.tsx'), 'PublicationsPage', {
      title: 'Публикации',
      about: 'Что и когда выйдет на страницах города: календарь, варианты по сетям, согласование',
      letter: 'KeyP',
      permission: 'publications.read',
      useCount: usePublicationsCount,
    }),
    screen('/staff/pages', () => import('./register/register-page.tsx'), 'RegisterPage', {
      title: 'Страницы',
      about: 'Реестр официальных страниц: норма недели, проверки, верификация',
      letter: 'KeyV',
      permission: 'register.read',
      useCount: useRegisterCount,
    }),
    screen('/staff/city-promises', () => import('./promises/city-promises-page.tsx'), 'CityPromisesPage', {
      title: 'Обещания города',
      about: 'Всё, что город пообещал со сроком, и что из этого видят жители',
      permission: 'promises.read',
      useCount: usePromiseDeskCount,
    }),
    screen('/staff/gospubliki', () => import('./gospubliki/gospubliki-page.tsx'), 'GospublikiPage', {
      title: 'Госпаблики',
      about: 'Заявки ЦУР и департаментов на размещение, нагрузка страниц, кабинет',
      permission: 'gospubliki.read',
      useCount: useGospublikiCount,
      parts: { parameter: 'view', list: gospublikiParts },
    }),
    thing(
      '/staff/gospubliki/$id',
      () => import('./gospubliki/request-page.tsx'),
      'RequestPage',
      '/staff/gospubliki',
    ),
  ],
} satisfies Section;
