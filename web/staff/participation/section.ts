import { type Section, screen, thing } from '../base/map/section.ts';
import { useDiscussionsCount } from './discussions/use-discussions-count.ts';
import { useInitiativesCount } from './initiatives/use-initiatives-count.ts';
import { usePollsCount } from './polls/use-polls-count.ts';

/** «Участие»: what residents are asked, and what the city did with it. */
export const participation = {
  id: 'participation',
  title: 'Участие',
  about: 'Что город спрашивает у жителей и что с этим делает',
  screens: [
    screen('/staff/polls', () => import('./polls/polls-page.tsx'), 'PollsPage', {
      title: 'Опросы',
      about: 'Составить опрос, проверить вдвоём, вести, подсчитать, записать решение',
      letter: 'KeyU',
      permission: 'polls.read',
      useCount: usePollsCount,
    }),
    thing('/staff/polls/$id', () => import('./polls/poll-page.tsx'), 'PollPage', '/staff/polls'),
    screen('/staff/discussions', () => import('./discussions/discussions-page.tsx'), 'DiscussionsPage', {
      title: 'Обсуждения',
      about:
        'Общественные обсуждения и публичные слушания: проект по пунктам, ответ на каждое замечание, итог',
      letter: 'KeyL',
      permission: 'discussions.read',
      useCount: useDiscussionsCount,
    }),
    thing(
      '/staff/discussions/$id',
      () => import('./discussions/discussion-page.tsx'),
      'DiscussionPage',
      '/staff/discussions',
    ),
    screen('/staff/initiatives', () => import('./initiatives/initiatives-page.tsx'), 'InitiativesPage', {
      title: 'Инициативы',
      about: 'Что предлагают жители: проверить и показать всем, ответить на поддержанное, записать решение',
      permission: 'initiatives.read',
      useCount: useInitiativesCount,
    }),
    thing(
      '/staff/initiatives/$id',
      () => import('./initiatives/initiative-page.tsx'),
      'InitiativePage',
      '/staff/initiatives',
    ),
    screen('/staff/widgets', () => import('./widgets/widgets-page.tsx'), 'WidgetsPage', {
      title: 'Виджеты',
      about:
        'Кнопка и блок «Отклика» на других сайтах города: сделать, попробовать, включить, узнать, сколько раз открыли',
      permission: 'widgets.read',
    }),
    thing('/staff/widgets/$id', () => import('./widgets/widget-page.tsx'), 'WidgetPage', '/staff/widgets'),
  ],
} satisfies Section;
