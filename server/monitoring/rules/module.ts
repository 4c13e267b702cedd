import * as contract from '../../../shared/contract/monitoring/rules.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { postWorth } from '../incidents/index.ts';
import { tryRule } from './dry-run.ts';
import { judgeByRules } from './post-judge.ts';
import { changeRule, createRule, listRules, seedRules } from './rule-records.ts';

export const rulesModule: ModuleManifest = {
  name: 'rules',
  permissions: { 'rules.keep': 'Вести правила мониторинга соцсетей' },
  routes: [
    handle(contract.listRules, listRules),
    handle(contract.createRule, createRule),
    handle(contract.changeRule, changeRule),
    handle(contract.tryRule, tryRule, { perMinute: 20 }),
  ],
  seed: seedRules,
  provides: [provide(postWorth, judgeByRules, 'rules')],
};
