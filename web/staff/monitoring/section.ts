import { type Section, screen, thing } from '../base/map/section.ts';
import { useConflictsCount } from './conflicts/use-conflicts-count.ts';
import { moderationParts } from './moderation/moderation-parts.ts';
import { useModerationCount } from './moderation/use-moderation-count.ts';
import { useSocialCount } from './social/use-social-count.ts';

/** «Соцсети»: what people write in open sources, and what the pages of the city answer. */
export const monitoring = {
  id: 'monitoring',
  title: 'Соцсети',
  about: 'Что пишут в сетях и что отвечают страницы города',
  screens: [
    screen('/staff/social', () => import('./social/social-page.tsx'), 'SocialPage', {
      title: 'Лента соцсетей',
      about: 'Записи из сетей по сроку: взглянуть, разобрать, ответить',
      letter: 'KeyS',
      permission: 'incidents.read',
      useCount: useSocialCount,
    }),
    screen('/staff/shift', () => import('./shift/shift-page.tsx'), 'ShiftPage', {
      title: 'Смена',
      about: 'Кто дежурит и кто следующий, что открыто; сдать смену и принять её',
      permission: 'incidents.watch',
      // It is opened from the feed.
      isLine: false,
    }),
    screen('/staff/federal', () => import('./federal/federal-page.tsx'), 'FederalPage', {
      title: 'Файлы «Инцидент Менеджмента»',
      about: 'Принять таблицу федеральной системы, решить расхождения, выгрузить наши ответы',
      permission: 'incidents.sort',
      // It is opened from the feed.
      isLine: false,
    }),
    screen('/staff/training', () => import('./training/training-page.tsx'), 'TrainingPage', {
      title: 'Учебная смена',
      about: 'Час в ленте по секундомеру: тренировка и экзамен на вымышленных записях',
      permission: 'incidents.read',
      // It is opened from the feed.
      isLine: false,
    }),
    screen('/staff/conflicts', () => import('./conflicts/conflicts-page.tsx'), 'ConflictsPage', {
      title: 'Конфликты',
      about: 'Где ответ вызвал спор: ранние сигналы, сценарии, разбор ошибок',
      permission: 'conflicts.read',
      useCount: useConflictsCount,
    }),
    screen('/staff/monitoring-rules', () => import('./rules/rules-page.tsx'), 'RulesPage', {
      title: 'Правила ленты',
      about: 'Что искать на чужих страницах: слова, места, точность каждого правила',
      permission: 'incidents.watch',
      // It is opened from the feed.
      isLine: false,
    }),
    screen('/staff/moderation', () => import('./moderation/moderation-page.tsx'), 'ModerationPage', {
      title: 'Модерация',
      about: 'Что и по какому правилу убрано со страниц, возражения авторов, правила комментариев',
      permission: 'moderation.read',
      useCount: useModerationCount,
      parts: { parameter: 'view', list: moderationParts },
    }),
    thing('/staff/moderation/$id', () => import('./moderation/act-page.tsx'), 'ActPage', '/staff/moderation'),
    screen('/staff/media', () => import('./media/media-page.tsx'), 'MediaPage', {
      title: 'СМИ и сообщества',
      about: 'С кем работаем: издания, сообщества, блогеры; договорённости и задачи',
      permission: 'media.read',
    }),
    thing('/staff/media/$id', () => import('./media/media-card-page.tsx'), 'MediaCardPage', '/staff/media'),
  ],
} satisfies Section;
