import * as contract from '../../../shared/contract/monitoring/training.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { downloadCertificate } from './certificate.ts';
import { actInTraining, endTraining, listTraining, readTraining, startTraining } from './sessions.ts';

export const trainingModule: ModuleManifest = {
  name: 'training',
  permissions: {},
  routes: [
    handle(contract.listTraining, listTraining),
    handle(contract.startTraining, startTraining),
    handle(contract.readTraining, readTraining),
    handle(contract.actInTraining, actInTraining),
    handle(contract.endTraining, endTraining),
    handle(contract.downloadCertificate, downloadCertificate, { perMinute: 30 }),
  ],
};
