import * as contract from '../../../shared/contract/group/city-numbers.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { papersFile } from './export.ts';
import { importNumbers } from './import.ts';
import { keepNumber, removeNumber } from './numbers.ts';
import { getNumber, listPapers } from './papers.ts';

export const cityNumbersModule: ModuleManifest = {
  name: 'city-numbers',
  permissions: { 'city-numbers.keep': 'Записывать номера, которые документам дала система документооборота' },
  routes: [
    handle(contract.listPapers, listPapers),
    papersFile,
    handle(contract.getNumber, getNumber),
    handle(contract.keepNumber, keepNumber),
    handle(contract.removeNumber, removeNumber),
    handle(contract.importNumbers, importNumbers, { transaction: 'none', perMinute: 20 }),
  ],
};
