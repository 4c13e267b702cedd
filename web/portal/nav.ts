import { screens } from './routes.tsx';

export interface PortalLink {
  to: string;
  label: string;
}

/** In the order of the header. A link shows itself once its screen is in routes.tsx. */
const header: readonly PortalLink[] = [
  { to: '/new', label: 'Сообщить' },
  { to: '/map', label: 'Карта проблем' },
  { to: '/polls', label: 'Опросы' },
  { to: '/consultations', label: 'Обсуждения' },
  { to: '/results', label: 'Как город отвечает' },
  { to: '/about', label: 'О центре' },
];

const footer: readonly PortalLink[] = [
  { to: '/track', label: 'Проверить сообщение' },
  { to: '/messages', label: 'Реестр сообщений' },
  { to: '/outages', label: 'Отключения' },
  { to: '/initiatives', label: 'Инициативы жителей' },
  { to: '/check', label: 'Проверить документ' },
  { to: '/pages', label: 'Официальные страницы' },
  { to: '/comment-rules', label: 'Правила комментариев' },
  { to: '/accessibility', label: 'Доступность сайта' },
  { to: '/privacy', label: 'Персональные данные' },
  { to: '/results', label: 'Как город отвечает' },
  { to: '/promises', label: 'Обещания города' },
  { to: '/changed', label: 'Что изменилось благодаря жителям' },
  { to: '/open-data', label: 'Открытые данные' },
  { to: '/cookies', label: 'Cookie' },
  { to: '/about', label: 'О центре' },
  { to: '/appeals', label: 'Обращения по 59-ФЗ' },
];

export const mePath = '/me';
export const signInPath = '/sign-in';

/** Computed when a shell is drawn: routes.tsx imports nothing of the shell, so there is no cycle. */
export function findLinks(place: 'header' | 'footer'): PortalLink[] {
  return (place === 'header' ? header : footer).filter(({ to }) => hasScreen(to));
}

export function hasScreen(path: string): boolean {
  return screens.some((screen) => screen.path === path);
}
