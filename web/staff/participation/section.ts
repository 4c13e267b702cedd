import { type Section, screen, thing } from '../base/map/section.ts';
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
    screen('/staff/widgets', () => import('./widgets/widgets-page.tsx'), 'WidgetsPage', {
      title: 'Виджеты',
      about:
        'Кнопка и блок «Отклика» на других сайтах города: сделать, попробовать, включить, узнать, сколько раз открыли',
      permission: 'widgets.read',
    }),
    thing('/staff/widgets/$id', () => import('./widgets/widget-page.tsx'), 'WidgetPage', '/staff/widgets'),
  ],
} satisfies Section;
