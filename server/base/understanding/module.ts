import * as contract from '../../../shared/contract/base/understanding.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { startUnderstanding, stopUnderstanding, suggestTopic } from './teaching/current.ts';
import {
  changePromotion,
  changeThreshold,
  promoteVersion,
  readThresholds,
  startTraining,
} from './teaching/manage.ts';
import { readJudgements, readModelState, readVersion } from './teaching/screen.ts';
import { planJob, planTraining, train, trainJob } from './teaching/training.ts';
import { seedVersions } from './teaching/versions.ts';
import { startTone } from './tone/tone.ts';

export const understandingModule: ModuleManifest = {
  name: 'understanding',
  permissions: {
    'understanding.read': 'Смотреть модель тем и её показатели',
    'understanding.manage': 'Учить модель тем, выбирать версию и пороги',
  },
  routes: [
    handle(contract.suggestTopic, async (_ctx, { body }) => ({ facts: suggestTopic(body.text) }), {
      perMinute: 120,
    }),
    handle(contract.getModel, readModelState),
    handle(contract.getModelVersion, readVersion),
    handle(contract.listJudgements, readJudgements),
    handle(contract.promoteVersion, promoteVersion, { transaction: 'none' }),
    handle(contract.startTraining, startTraining),
    handle(contract.setPromotion, changePromotion),
    handle(contract.listThresholds, readThresholds),
    handle(contract.setThreshold, changeThreshold, { transaction: 'none' }),
  ],
  jobs: [
    work(trainJob, train),
    // 01:30 in Moscow: the night's quietest hour.
    work(planJob, planTraining, { cron: '30 22 * * *' }),
  ],
  seed: seedVersions,
  start: async (services) => {
    await startUnderstanding(services);
    startTone();
  },
  stop: stopUnderstanding,
};
