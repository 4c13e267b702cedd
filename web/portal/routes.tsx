import { type Screen, screen } from '../lib/router.tsx';

/**
 * Screens of the portal, one line each. A screen that has its own step bar, or is for people who never sign in,
 * takes the `bare` layout.
 */
export const screens: readonly Screen[] = [
  screen('/about', () => import('./texts/about.tsx'), 'AboutPage'),
  screen('/accessibility', () => import('./texts/accessibility.tsx'), 'AccessibilityPage'),
  screen('/privacy', () => import('./texts/privacy.tsx'), 'PrivacyPage'),
  screen('/cookies', () => import('./texts/cookies.tsx'), 'CookiesPage'),
  screen('/appeals', () => import('./texts/appeals.tsx'), 'AppealsPage'),
];
