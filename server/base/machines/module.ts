import * as contract from '../../../shared/contract/base/machines.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { forgetAfter } from '../../lib/module/forget-after.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { machineKeysCheck } from './health.ts';
import { createMachineKey, listMachineKeys, revokeMachineKey } from './keys.ts';
import { forgetKeys } from './known-keys.ts';

/** A change of keys: this process reads them anew, others within five seconds. */
const changeKeys = forgetAfter(forgetKeys);

export const machinesModule: ModuleManifest = {
  name: 'machines',
  permissions: { 'machines.manage': 'Выдавать и отзывать ключи программ' },
  routes: [
    handle(contract.listMachineKeys, listMachineKeys),
    changeKeys(contract.createMachineKey, createMachineKey),
    changeKeys(contract.revokeMachineKey, revokeMachineKey),
  ],
  provides: provideChecks(machineKeysCheck),
};
