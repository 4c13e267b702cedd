import { auditModule } from './base/audit/index.ts';
import { backupsModule } from './base/backups/index.ts';
import { breachesModule } from './base/breaches/index.ts';
import { clocksModule } from './base/clocks/index.ts';
import { deadlinesModule } from './base/deadlines/index.ts';
import { exchangeModule } from './base/exchange/index.ts';
import { filesModule } from './base/files/index.ts';
import { healthModule } from './base/health/index.ts';
import { identityModule } from './base/identity/index.ts';
import { machinesModule } from './base/machines/index.ts';
import { networksModule } from './base/networks/index.ts';
import { openDataModule } from './base/open-data/index.ts';
import { ourCityModule } from './base/our-city/index.ts';
import { outboxModule } from './base/outbox/index.ts';
import { promisesModule } from './base/promises/index.ts';
import { regimesModule } from './base/regimes/index.ts';
import { signaturesModule } from './base/signatures/index.ts';
import { snapshotsModule } from './base/snapshots/index.ts';
import { taxonomyModule } from './base/taxonomy/index.ts';
import { territoryModule } from './base/territory/index.ts';
import { understandingModule } from './base/understanding/index.ts';
import { connectorsModule } from './connectors.ts';
import { assignmentsModule } from './group/assignments/index.ts';
import { cityNumbersModule } from './group/city-numbers/index.ts';
import { countedModule } from './group/counted/index.ts';
import { headReportsModule } from './group/head-reports/index.ts';
import { interactionModule } from './group/interaction/index.ts';
import { recommendationsModule } from './group/recommendations/index.ts';
import { roadmapModule } from './group/roadmap/index.ts';
import { workingGroupModule } from './group/working-group/index.ts';
import { analysisModule } from './heatmap/analysis/index.ts';
import { controlDeskModule } from './heatmap/control-desk/index.ts';
import { heatmapModule } from './heatmap/figures/index.ts';
import { heatViewsModule } from './heatmap/heat-views/index.ts';
import { indicatorsModule } from './heatmap/indicators/index.ts';
import { objectsModule } from './heatmap/objects/index.ts';
import { zonesModule } from './heatmap/zones/index.ts';
import type { ModuleManifest } from './lib/module/module.ts';
import { casesModule } from './messages/cases/index.ts';
import { channelsModule } from './messages/channels/index.ts';
import { controlModule } from './messages/control/index.ts';
import { followsModule } from './messages/follows/index.ts';
import { helperModule } from './messages/helper/index.ts';
import { importsModule } from './messages/imports/index.ts';
import { officeModule } from './messages/office/index.ts';
import { outagesModule } from './messages/outages/index.ts';
import { problemsModule } from './messages/problems/index.ts';
import { qualityModule } from './messages/quality/index.ts';
import { reconcileModule } from './messages/reconcile/index.ts';
import { conflictsModule } from './monitoring/conflicts/index.ts';
import { federalModule } from './monitoring/federal/index.ts';
import { incidentsModule } from './monitoring/incidents/index.ts';
import { mediaModule } from './monitoring/media/index.ts';
import { moderationModule } from './monitoring/moderation/index.ts';
import { postsModule } from './monitoring/posts/index.ts';
import { rulesModule } from './monitoring/rules/index.ts';
import { trainingModule } from './monitoring/training/index.ts';
import { gospublikiModule } from './pages/gospubliki/index.ts';
import { publicationsModule } from './pages/publications/index.ts';
import { registerModule } from './pages/register/index.ts';
import { ballotsModule } from './participation/ballots/index.ts';
import { discussionsModule } from './participation/discussions/index.ts';
import { initiativesModule } from './participation/initiatives/index.ts';
import { pollsModule } from './participation/polls/index.ts';
import { widgetsModule } from './participation/widgets/index.ts';

/** Every module, foundation first. The host knows no other name. */
export const modules: ModuleManifest[] = [
  auditModule,
  ourCityModule,
  outboxModule,
  identityModule,
  taxonomyModule,
  understandingModule,
  deadlinesModule,
  clocksModule,
  breachesModule,
  regimesModule,
  filesModule,
  signaturesModule,
  territoryModule,
  snapshotsModule,
  healthModule,
  backupsModule,
  exchangeModule,
  machinesModule,
  networksModule,
  openDataModule,
  promisesModule,
  casesModule,
  problemsModule,
  outagesModule,
  followsModule,
  controlModule,
  zonesModule,
  qualityModule,
  officeModule,
  cityNumbersModule,
  workingGroupModule,
  assignmentsModule,
  roadmapModule,
  interactionModule,
  recommendationsModule,
  helperModule,
  channelsModule,
  importsModule,
  reconcileModule,
  postsModule,
  incidentsModule,
  rulesModule,
  conflictsModule,
  federalModule,
  trainingModule,
  moderationModule,
  mediaModule,
  pollsModule,
  discussionsModule,
  initiativesModule,
  ballotsModule,
  widgetsModule,
  countedModule,
  registerModule,
  publicationsModule,
  gospublikiModule,
  controlDeskModule,
  heatmapModule,
  heatViewsModule,
  objectsModule,
  analysisModule,
  indicatorsModule,
  headReportsModule,
  connectorsModule,
];
