import { type Section, screen, thing } from '../base/map/section.ts';
import { useApprovalCount } from './approval/use-approvals.ts';
import { useInboxCount } from './inbox/use-inbox-count.ts';
import { officeParts } from './office/office-parts.ts';
import { qualityParts } from './quality/quality-parts.ts';

/** «Сообщения»: from the words of a resident to the answer. */
export const messages = {
  id: 'messages',
  title: 'Сообщения',
  about: 'От слов жителя до ответа',
  letter: 'KeyF',
  screens: [
    screen('/staff/inbox', () => import('./inbox/inbox-page.tsx'), 'InboxPage', {
      title: 'Входящие',
      about: 'Разбор новых: тема, место, исполнитель, срок',
      letter: 'KeyI',
      permission: 'cases.triage',
      useCount: useInboxCount,
    }),
    screen('/staff/cases', () => import('./cases/cases-page.tsx'), 'CasesPage', {
      title: 'Дела',
      about: 'Списки и поиск, сохранённые отборы, действия над многими',
      letter: 'KeyD',
      permission: 'cases.read',
    }),
    thing('/staff/cases/$number', () => import('./case/case-page.tsx'), 'CasePage', '/staff/cases'),
    screen('/staff/approval', () => import('./approval/approval-page.tsx'), 'ApprovalPage', {
      title: 'Согласование',
      about: 'Ответы, которые ждут решения',
      letter: 'KeyA',
      permission: 'cases.review',
      useCount: useApprovalCount,
    }),
    screen('/staff/office', () => import('./office/office-page.tsx'), 'OfficePage', {
      title: 'Обращения',
      about: 'Журнал обращений по 59-ФЗ, личный приём, обзор за квартал',
      letter: 'KeyO',
      permission: 'office.read',
      parts: { parameter: 'view', list: officeParts },
    }),
    thing('/staff/office/$number', () => import('./office/appeal-page.tsx'), 'AppealPage', '/staff/office'),
    screen('/staff/promises', () => import('./promises/promises-page.tsx'), 'PromisesPage', {
      title: 'Обещания',
      about: 'Что обещано жителям в ответах и что сделано',
      permission: 'cases.read',
    }),
    screen('/staff/problems', () => import('./problems/problems-page.tsx'), 'ProblemsPage', {
      title: 'Массовые проблемы',
      about: 'Много сообщений об одном, общий ответ',
      letter: 'KeyM',
      permission: 'cases.read',
    }),
    thing(
      '/staff/problems/$id',
      () => import('./problems/problem-page.tsx'),
      'ProblemPage',
      '/staff/problems',
    ),
    screen('/staff/outages', () => import('./outages/outages-page.tsx'), 'OutagesPage', {
      title: 'Отключения',
      about: 'Чего и где нет, кто чинит, до какого часа',
      permission: 'cases.read',
    }),
    screen('/staff/quality', () => import('./quality/quality-page.tsx'), 'QualityPage', {
      title: 'Качество ответов',
      about: 'Проверка вслепую и признаки накрутки',
      permission: 'quality.review',
      parts: { parameter: 'tab', list: qualityParts },
    }),
    screen('/staff/reconcile', () => import('./reconcile/reconcile-page.tsx'), 'ReconcilePage', {
      title: 'Сверка с ПОС',
      about: 'Чем наши дела отличаются от выгрузки ПОС',
      permission: 'reconcile.run',
    }),
    screen('/staff/import', () => import('./import/import-page.tsx'), 'ImportPage', {
      title: 'Загрузка данных',
      about: 'Сообщения из таблиц и выгрузок',
      permission: 'imports.run',
    }),
  ],
} satisfies Section;
