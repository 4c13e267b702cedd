import { bare, type Section, screen, thing } from '../base/map/section.ts';
import { useAssignmentCount } from './assignments/use-assignment.ts';
import { interactionParts } from './interaction/interaction-parts.ts';
import { recommendationParts } from './recommendations/recommendation-parts.ts';
import { groupParts } from './working-group/group-parts.ts';

/** «Рабочая группа»: what is decided, who carries it out, what the head is told. */
export const group = {
  id: 'group',
  title: 'Рабочая группа',
  about: 'Что решено, кто исполняет, что знает глава',
  letter: 'KeyR',
  screens: [
    screen(
      '/staff/working-group',
      () => import('./working-group/working-group-page.tsx'),
      'WorkingGroupPage',
      {
        title: 'Заседания',
        about: 'Повестка, ход, протокол; архив и состав группы',
        permission: 'working-group.read',
        parts: { parameter: 'view', list: groupParts },
      },
    ),
    thing(
      '/staff/working-group/meetings/$id',
      () => import('./working-group/meeting-page.tsx'),
      'MeetingPage',
      '/staff/working-group',
    ),
    thing(
      '/staff/working-group/meetings/$id/protocol',
      () => import('./working-group/protocol-page.tsx'),
      'ProtocolPage',
      '/staff/working-group',
    ),
    bare('/staff/working-group/room/$id', () => import('./working-group/room-page.tsx'), 'RoomPage'),
    screen('/staff/assignments', () => import('./assignments/assignments-page.tsx'), 'AssignmentsPage', {
      title: 'Поручения',
      about: 'Решения и резолюции на контроле, мои поручения',
      letter: 'KeyC',
      permission: 'assignments.take-part',
      useCount: useAssignmentCount,
    }),
    thing(
      '/staff/assignments/$id',
      () => import('./assignments/assignment-page.tsx'),
      'AssignmentPage',
      '/staff/assignments',
    ),
    screen(
      '/staff/recommendations',
      () => import('./recommendations/recommendations-page.tsx'),
      'RecommendationsPage',
      {
        title: 'Рекомендации',
        about: 'Что советует группа, что из этого сделано, практики',
        permission: 'working-group.read',
        parts: { parameter: 'view', list: recommendationParts },
      },
    ),
    thing(
      '/staff/recommendations/$id',
      () => import('./recommendations/recommendation-page.tsx'),
      'RecommendationPage',
      '/staff/recommendations',
    ),
    thing(
      '/staff/practices/$id',
      () => import('./recommendations/practice-page.tsx'),
      'PracticePage',
      '/staff/recommendations',
    ),
    screen('/staff/counted', () => import('./counted/grounds-page.tsx'), 'GroundsPage', {
      title: 'Учёт',
      about: 'Что жители сказали и при каких решениях это учтено',
      permission: 'counted.read',
    }),
    thing('/staff/counted/$id', () => import('./counted/ground-page.tsx'), 'GroundPage', '/staff/counted'),
    screen('/staff/roadmap', () => import('./roadmap/roadmap-page.tsx'), 'RoadmapPage', {
      title: 'Дорожная карта',
      about: 'Мероприятия постановления и их сроки',
      permission: 'working-group.read',
    }),
    screen('/staff/interaction', () => import('./interaction/interaction-page.tsx'), 'InteractionPage', {
      title: 'Взаимодействие',
      about: 'Переписка с ЦУР, совещания, системы',
      permission: 'working-group.read',
      parts: { parameter: 'view', list: interactionParts },
    }),
    screen('/staff/city-numbers', () => import('./city-numbers/numbers-page.tsx'), 'NumbersPage', {
      title: 'Номера СЭД',
      about: 'Что зарегистрировать в системе документооборота, какие номера пришли',
      permission: 'city-numbers.keep',
    }),
    screen('/staff/reports', () => import('./reports/reports-page.tsx'), 'ReportsPage', {
      title: 'Отчёты',
      about: 'Отчёт главе: собрать, подписать, отправить',
      letter: 'KeyE',
      permission: 'head-reports.read',
    }),
    thing('/staff/reports/$id', () => import('./reports/report-page.tsx'), 'ReportPage', '/staff/reports'),
    screen('/head', () => import('./head/head-page.tsx'), 'HeadPage', {
      title: 'Сводка главе',
      about: 'Один лист: что решить сегодня, где болит, что обещано',
      letter: 'KeyG',
      permission: 'head-reports.read',
    }),
  ],
} satisfies Section;
