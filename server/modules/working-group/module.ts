import * as contract from '../../../shared/contract/working-group.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { get } from './composition.ts';
import { correct, end, enter, recordAct, remove } from './composition-change.ts';
import { seedDemoGroup } from './demo.ts';
import { readGroupPack } from './rules-pack.ts';

export const workingGroupModule: ModuleManifest = {
  name: 'working-group',
  permissions: {
    'working-group.read': 'Видеть рабочую группу: состав, заседания, протоколы, поручения',
    'working-group.keep': 'Вести состав, заседания и протоколы рабочей группы',
    'working-group.take-part': 'Участвовать в заседаниях рабочей группы',
  },
  routes: [
    handle(contract.getComposition, get),
    handle(contract.addAct, recordAct),
    handle(contract.addMember, enter),
    handle(contract.changeMember, correct),
    handle(contract.endMember, end),
    handle(contract.removeMember, remove),
  ],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoGroup(ctx);
  },
  start: async () => {
    readGroupPack();
  },
};
