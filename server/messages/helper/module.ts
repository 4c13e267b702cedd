import { z } from 'zod';
import * as contract from '../../../shared/contract/messages/helper.ts';
import { defineJob } from '../../lib/module/context.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { draft, forgetOld, summarise, tryOut } from './ask.ts';
import { keepSettings, readSettings, readState } from './settings.ts';

const forgetJob = defineJob('helper.forget', z.object({}));

export const helperModule: ModuleManifest = {
  name: 'helper',
  permissions: { 'helper.manage': 'Настраивать модель для черновиков текстов' },
  routes: [
    handle(contract.readHelper, readState),
    handle(contract.readHelperSettings, readSettings),
    handle(contract.setHelper, keepSettings),
    handle(contract.tryHelper, tryOut, { transaction: 'none', perMinute: 10 }),
    handle(contract.summariseCase, summarise, { transaction: 'none', perMinute: 20 }),
    handle(contract.draftByHelper, draft, { transaction: 'none', perMinute: 20 }),
  ],
  jobs: [work(forgetJob, forgetOld, { cron: '20 21 * * *' })],
};
