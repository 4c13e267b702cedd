import type { Keys } from '../lib/keys.ts';
import { useNoticeCount } from './base/notices/use-notice-count.ts';
import type { RailCount } from './base/parts/amount.tsx';
import { useApprovalCount } from './messages/approval/use-approvals.ts';
import { useInboxCount } from './messages/inbox/use-inbox-count.ts';
import { screens } from './routes.tsx';

export interface RailLink {
  to: string;
  label: string;
  /** Second key after G. */
  letter?: Keys;
  /** The line is hidden from those who do not hold the permission. */
  permission?: string;
  /** A hook that gives the number beside the line; it lives in the screen's folder. */
  useCount?: () => RailCount | undefined;
  /** Lines below the rule: what one opens rarely. */
  isSecondary?: boolean;
  /** Not a line: a button in the person's own block. */
  isOwn?: boolean;
}

/** The rail in its order. A line shows itself once its screen is in routes.tsx. */
const rail: readonly RailLink[] = [
  { to: '/staff', label: 'Моё сегодня', letter: 'KeyH' },
  {
    to: '/staff/inbox',
    label: 'Входящие',
    letter: 'KeyI',
    permission: 'cases.triage',
    useCount: useInboxCount,
  },
  { to: '/staff/cases', label: 'Дела', letter: 'KeyD', permission: 'cases.read' },
  {
    to: '/staff/approval',
    label: 'Согласование',
    letter: 'KeyA',
    permission: 'cases.review',
    useCount: useApprovalCount,
  },
  { to: '/staff/office', label: 'Обращения', letter: 'KeyO', permission: 'office.read' },
  { to: '/staff/promises', label: 'Обещания', permission: 'cases.read' },
  { to: '/staff/problems', label: 'Массовые проблемы', letter: 'KeyM', permission: 'cases.read' },
  { to: '/staff/incidents', label: 'Инциденты', letter: 'KeyS' },
  { to: '/staff/heatmap', label: 'Тепловая карта', letter: 'KeyT', permission: 'heatmap.read' },
  { to: '/staff/zones', label: 'Красные зоны', permission: 'heatmap.read' },
  { to: '/staff/indicators', label: 'Показатели', permission: 'heatmap.read' },
  { to: '/staff/analysis', label: 'Анализ', letter: 'KeyN', permission: 'cases.read' },
  { to: '/staff/objects', label: 'Объекты', letter: 'KeyB', permission: 'cases.read' },
  { to: '/staff/publishing', label: 'Публикации', letter: 'KeyP' },
  { to: '/staff/pages', label: 'Страницы', letter: 'KeyV' },
  { to: '/staff/polls', label: 'Опросы', letter: 'KeyL' },
  {
    to: '/staff/working-group',
    label: 'Рабочая группа',
    letter: 'KeyR',
    permission: 'working-group.read',
  },
  { to: '/staff/recommendations', label: 'Рекомендации', permission: 'working-group.read' },
  { to: '/staff/roadmap', label: 'Дорожная карта', permission: 'working-group.read' },
  { to: '/staff/interaction', label: 'Взаимодействие', permission: 'working-group.read' },
  { to: '/staff/reports', label: 'Отчёты', letter: 'KeyE', permission: 'head-reports.read' },
  { to: '/head', label: 'Сводка главе', permission: 'head-reports.read' },
  { to: '/staff/assignments', label: 'Поручения', letter: 'KeyC', permission: 'assignments.take-part' },
  {
    to: '/staff/heat-views',
    label: 'Сохранённые виды',
    permission: 'heatmap.read',
    isSecondary: true,
  },
  { to: '/staff/snapshots', label: 'Снимки чисел', permission: 'snapshots.read', isSecondary: true },
  { to: '/staff/reconcile', label: 'Сверка с ПОС', permission: 'reconcile.run', isSecondary: true },
  { to: '/staff/import', label: 'Загрузка данных', permission: 'imports.run', isSecondary: true },
  { to: '/staff/quality', label: 'Качество ответов', isSecondary: true, permission: 'quality.review' },
  { to: '/staff/directories', label: 'Справочники', isSecondary: true },
  { to: '/staff/model', label: 'Модель тем', isSecondary: true, permission: 'understanding.read' },
  { to: '/staff/people', label: 'Люди и роли', isSecondary: true, permission: 'identity.read' },
  { to: '/staff/journal', label: 'Журнал', isSecondary: true, permission: 'audit.read' },
  { to: '/staff/outbox', label: 'Исходящие письма', isSecondary: true, permission: 'outbox.read' },
  { to: '/staff/letters', label: 'Каналы отправки', isSecondary: true, permission: 'outbox.manage' },
  { to: '/staff/helper', label: 'Черновики текстов', isSecondary: true, permission: 'helper.manage' },
  { to: '/staff/channels', label: 'Источники', isSecondary: true, permission: 'channels.manage' },
  { to: '/staff/notices', label: 'Уведомления', useCount: useNoticeCount, isOwn: true },
  { to: '/staff/security', label: 'Мой вход', isSecondary: true },
  { to: '/staff/keys', label: 'Клавиши', isSecondary: true },
];

/** Lines that exist and that the person may open. */
export function findRailLinks(permissions: readonly string[]): RailLink[] {
  return rail.filter(
    ({ to, permission }) => hasScreen(to) && (!permission || permissions.includes(permission)),
  );
}

export function hasScreen(path: string): boolean {
  return screens.some((screen) => screen.path === path);
}
