import type { ModuleManifest } from './lib/module.ts';
import { analysisModule } from './modules/analysis/index.ts';
import { assignmentsModule } from './modules/assignments/index.ts';
import { auditModule } from './modules/audit/index.ts';
import { casesModule } from './modules/cases/index.ts';
import { channelsModule } from './modules/channels/index.ts';
import { controlModule } from './modules/control/index.ts';
import { deadlinesModule } from './modules/deadlines/index.ts';
import { filesModule } from './modules/files/index.ts';
import { headReportsModule } from './modules/head-reports/index.ts';
import { heatViewsModule } from './modules/heat-views/index.ts';
import { heatmapModule } from './modules/heatmap/index.ts';
import { helperModule } from './modules/helper/index.ts';
import { identityModule } from './modules/identity/index.ts';
import { importsModule } from './modules/imports/index.ts';
import { indicatorsModule } from './modules/indicators/index.ts';
import { interactionModule } from './modules/interaction/index.ts';
import { objectsModule } from './modules/objects/index.ts';
import { officeModule } from './modules/office/index.ts';
import { outboxModule } from './modules/outbox/index.ts';
import { problemsModule } from './modules/problems/index.ts';
import { qualityModule } from './modules/quality/index.ts';
import { recommendationsModule } from './modules/recommendations/index.ts';
import { reconcileModule } from './modules/reconcile/index.ts';
import { regimesModule } from './modules/regimes/index.ts';
import { roadmapModule } from './modules/roadmap/index.ts';
import { signaturesModule } from './modules/signatures/index.ts';
import { snapshotsModule } from './modules/snapshots/index.ts';
import { taxonomyModule } from './modules/taxonomy/index.ts';
import { territoryModule } from './modules/territory/index.ts';
import { understandingModule } from './modules/understanding/index.ts';
import { workingGroupModule } from './modules/working-group/index.ts';
import { zonesModule } from './modules/zones/index.ts';

/** Every module, foundation first. The host knows no other name. */
export const modules: ModuleManifest[] = [
  auditModule,
  outboxModule,
  identityModule,
  taxonomyModule,
  understandingModule,
  deadlinesModule,
  regimesModule,
  filesModule,
  signaturesModule,
  territoryModule,
  snapshotsModule,
  casesModule,
  problemsModule,
  controlModule,
  zonesModule,
  qualityModule,
  officeModule,
  workingGroupModule,
  assignmentsModule,
  roadmapModule,
  interactionModule,
  recommendationsModule,
  helperModule,
  channelsModule,
  importsModule,
  reconcileModule,
  heatmapModule,
  heatViewsModule,
  objectsModule,
  analysisModule,
  indicatorsModule,
  headReportsModule,
];
