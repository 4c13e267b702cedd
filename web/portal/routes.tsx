import { type Screen, screen } from '../lib/router.tsx';

/**
 * Screens of the portal, one line each. A screen that has its own step bar, or is for people who never sign in,
 * takes the `bare` layout.
 */
export const screens = [
  screen('/', () => import('./home/home-page.tsx'), 'HomePage'),
  screen('/new', () => import('./submit/submit-page.tsx'), 'SubmitPage', 'bare'),
  screen('/new/simple', () => import('./simple/simple-page.tsx'), 'SimplePage'),
  screen('/from-widget', () => import('./from-widget/from-widget-page.tsx'), 'FromWidgetPage'),
  screen('/drafts', () => import('./drafts/drafts-page.tsx'), 'DraftsPage'),
  screen('/done/$number', () => import('./done/done-page.tsx'), 'DonePage'),
  screen('/m/$number', () => import('./message/message-page.tsx'), 'MessagePage'),
  screen('/messages', () => import('./register/register-page.tsx'), 'RegisterPage'),
  screen('/map', () => import('./map/map-page.tsx'), 'MapPage'),
  screen('/outages', () => import('./outages/outages-page.tsx'), 'OutagesPage'),
  screen('/polls', () => import('./polls/polls-page.tsx'), 'PollsPage'),
  screen('/polls/$id', () => import('./polls/poll-page.tsx'), 'PollPage'),
  screen('/consultations', () => import('./consultations/consultations-page.tsx'), 'ConsultationsPage'),
  screen('/consultations/$id', () => import('./consultations/consultation-page.tsx'), 'ConsultationPage'),
  screen('/initiatives', () => import('./initiatives/initiatives-page.tsx'), 'InitiativesPage'),
  screen('/initiatives/new', () => import('./initiatives/new-initiative-page.tsx'), 'NewInitiativePage'),
  screen('/initiatives/$id', () => import('./initiatives/initiative-page.tsx'), 'InitiativePage'),
  screen('/check', () => import('./check/find-page.tsx'), 'FindDocumentPage'),
  screen('/check/$id', () => import('./check/check-page.tsx'), 'CheckPage'),
  screen('/results', () => import('./results/results-page.tsx'), 'ResultsPage'),
  screen('/promises', () => import('./promises/promises-page.tsx'), 'PromisesPage'),
  screen('/changed', () => import('./changed/changed-page.tsx'), 'ChangedNowPage'),
  screen('/changed/$year', () => import('./changed/changed-page.tsx'), 'ChangedYearPage'),
  screen('/comment-rules', () => import('./comment-rules/comment-rules-page.tsx'), 'CommentRulesPage'),
  screen('/open-data', () => import('./open-data/open-data-page.tsx'), 'OpenDataPage'),
  screen('/pages', () => import('./official-pages/official-pages-page.tsx'), 'OfficialPagesPage'),
  screen('/track', () => import('./track/track-page.tsx'), 'TrackPage'),
  screen('/me', () => import('./me/me-page.tsx'), 'MePage'),
  screen('/e/$token', () => import('./executor/executor-page.tsx'), 'ExecutorPage', 'bare'),
  screen('/a/$token', () => import('./approval/approval-page.tsx'), 'ApprovalPage', 'bare'),
  screen('/kiosk/$token', () => import('./kiosk/kiosk-page.tsx'), 'KioskPage', 'bare'),
  screen('/outbox', () => import('./outbox/outbox-page.tsx'), 'OutboxPage'),
  screen('/sign-in', () => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
  screen('/sign-in/return', () => import('./sign-in/return-page.tsx'), 'ReturnPage'),
  screen('/view-letters', () => import('./me/view-letters-page.tsx'), 'ViewLettersPage'),
  screen('/unsubscribe', () => import('./me/unsubscribe-page.tsx'), 'UnsubscribePage'),
  screen('/follow-off', () => import('./me/follow-off-page.tsx'), 'FollowOffPage'),
  screen('/about', () => import('./texts/about.tsx'), 'AboutPage'),
  screen('/accessibility', () => import('./texts/accessibility.tsx'), 'AccessibilityPage'),
  screen('/privacy', () => import('./texts/privacy.tsx'), 'PrivacyPage'),
  screen('/consent', () => import('./texts/consent.tsx'), 'ConsentPage'),
  screen('/cookies', () => import('./texts/cookies.tsx'), 'CookiesPage'),
  screen('/appeal', () => import('./appeal/appeal-page.tsx'), 'AppealPage'),
  screen('/appeals', () => import('./texts/appeals.tsx'), 'AppealsPage'),
] satisfies readonly Screen[];

declare module '../lib/page-address.ts' {
  interface ScreenPaths {
    portal: (typeof screens)[number]['path'];
  }
}

/** Screens for everybody: the server draws them, so that they read without scripts and at once. */
const drawnByServer: ReadonlySet<string> = new Set([
  '/',
  '/new',
  '/new/simple',
  '/from-widget',
  '/done/$number',
  '/m/$number',
  '/messages',
  '/map',
  '/outages',
  '/polls',
  '/polls/$id',
  '/consultations',
  '/consultations/$id',
  '/initiatives',
  '/initiatives/new',
  '/initiatives/$id',
  '/check',
  '/check/$id',
  '/results',
  '/promises',
  '/changed',
  '/changed/$year',
  '/comment-rules',
  '/open-data',
  '/pages',
  '/track',
  '/about',
  '/accessibility',
  '/privacy',
  '/consent',
  '/cookies',
  '/appeals',
]);

export const isDrawnByServer = (path: string): boolean => drawnByServer.has(path);
