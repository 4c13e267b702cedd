import { z } from 'zod';
import * as contract from '../../../shared/contract/messages/helper.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { defineJob } from '../../lib/module/context.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { draftByHelper, forgetOld, summariseCase, tryOut } from './ask.ts';
import { listModelFacts } from './model-facts.ts';
import { keepSettings, readHelperSettings, readState } from './settings.ts';

const forgetJob = defineJob('helper.forget', z.object({}));

export const helperModule: ModuleManifest = {
  name: 'helper',
  permissions: { 'helper.manage': 'Настраивать модель для черновиков текстов' },
  routes: [
    handle(contract.readHelper, readState),
    handle(contract.readHelperSettings, readHelperSettings),
    handle(contract.setHelper, keepSettings),
    handle(contract.tryHelper, tryOut, { transaction: 'none', perMinute: 10 }),
    handle(contract.summariseCase, summariseCase, { transaction: 'none', perMinute: 20 }),
    handle(contract.draftByHelper, draftByHelper, { transaction: 'none', perMinute: 20 }),
  ],
  provides: [provide(connectedSystems, listModelFacts, 'helper')],
  jobs: [work(forgetJob, forgetOld, { cron: '20 21 * * *' })],
};
