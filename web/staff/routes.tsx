import { type Screen, screen } from '../lib/router.tsx';

/**
 * Screens of the workplace, one line each, with the whole address: `/staff/inbox`, `/head`.
 * Signing in and what is read by link without the rail take the `bare` layout.
 */
export const screens: readonly Screen[] = [
  screen('/staff/sign-in', () => import('./sign-in/sign-in-page.tsx'), 'SignInPage', 'bare'),
  screen('/staff/sign-in/return', () => import('./sign-in/return-page.tsx'), 'ReturnPage', 'bare'),
  screen('/staff/new-password', () => import('./sign-in/new-password-page.tsx'), 'NewPasswordPage', 'bare'),
  screen('/staff/setup', () => import('./setup/setup-page.tsx'), 'SetupPage', 'bare'),
  screen('/staff', () => import('./today/today-page.tsx'), 'TodayPage'),
  screen('/staff/inbox', () => import('./inbox/inbox-page.tsx'), 'InboxPage'),
  screen('/staff/cases/$number', () => import('./case/case-page.tsx'), 'CasePage'),
  screen('/staff/cases', () => import('./cases/cases-page.tsx'), 'CasesPage'),
  screen('/staff/office', () => import('./office/office-page.tsx'), 'OfficePage'),
  screen('/staff/office/$number', () => import('./office/appeal-page.tsx'), 'AppealPage'),
  screen('/staff/promises', () => import('./promises/promises-page.tsx'), 'PromisesPage'),
  screen('/staff/problems', () => import('./problems/problems-page.tsx'), 'ProblemsPage'),
  screen('/staff/problems/$id', () => import('./problems/problem-page.tsx'), 'ProblemPage'),
  screen('/staff/working-group', () => import('./working-group/working-group-page.tsx'), 'WorkingGroupPage'),
  screen('/staff/roadmap', () => import('./roadmap/roadmap-page.tsx'), 'RoadmapPage'),
  screen('/staff/interaction', () => import('./interaction/interaction-page.tsx'), 'InteractionPage'),
  screen('/staff/analysis', () => import('./analysis/analysis-page.tsx'), 'AnalysisPage'),
  screen('/staff/objects', () => import('./objects/objects-page.tsx'), 'ObjectsPage'),
  screen('/staff/objects/$key', () => import('./objects/passport-page.tsx'), 'PassportPage'),
  screen(
    '/staff/working-group/meetings/$id',
    () => import('./working-group/meeting-page.tsx'),
    'MeetingPage',
  ),
  screen('/staff/working-group/room/$id', () => import('./working-group/room-page.tsx'), 'RoomPage', 'bare'),
  screen('/staff/heatmap', () => import('./heatmap/heatmap-page.tsx'), 'HeatmapPage'),
  screen('/staff/reconcile', () => import('./reconcile/reconcile-page.tsx'), 'ReconcilePage'),
  screen('/staff/import', () => import('./import/import-page.tsx'), 'ImportPage'),
  screen('/staff/people', () => import('./people/people-page.tsx'), 'PeoplePage'),
  screen('/staff/journal', () => import('./journal/journal-page.tsx'), 'JournalPage'),
  screen('/staff/outbox', () => import('./outbox/outbox-page.tsx'), 'OutboxPage'),
  screen('/staff/letters', () => import('./letters/letters-page.tsx'), 'LettersPage'),
  screen('/staff/helper', () => import('./helper/helper-page.tsx'), 'HelperPage'),
  screen('/staff/channels', () => import('./channels/channels-page.tsx'), 'ChannelsPage'),
  screen('/staff/directories', () => import('./directories/directories-page.tsx'), 'DirectoriesPage'),
  screen('/staff/model', () => import('./model/model-page.tsx'), 'ModelPage'),
  screen('/staff/security', () => import('./security/security-page.tsx'), 'SecurityPage'),
  screen('/staff/keys', () => import('./keys/keys-page.tsx'), 'KeysPage'),
  screen('/staff/call', () => import('./call/call-page.tsx'), 'CallPage'),
  screen('/staff/quality', () => import('./quality/quality-page.tsx'), 'QualityPage'),
  screen('/staff/approval', () => import('./approval/approval-page.tsx'), 'ApprovalPage'),
];
