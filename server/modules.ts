import type { ModuleManifest } from './lib/module.ts';
import { auditModule } from './modules/audit/index.ts';
import { identityModule } from './modules/identity/index.ts';
import { outboxModule } from './modules/outbox/index.ts';

/** Every module, foundation first. The host knows no other name. */
export const modules: ModuleManifest[] = [auditModule, outboxModule, identityModule];
