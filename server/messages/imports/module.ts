import * as contract from '../../../shared/contract/messages/imports.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { classifyMany, classifyUpload } from './classify.ts';
import { cancelImport, startImport } from './commands.ts';
import { listFileFacts } from './file-facts.ts';
import {
  resumeJob,
  resumeUnfinished,
  runInBackground,
  runJob,
  startImports,
  sweepImports,
  sweepImportsJob,
} from './job.ts';
import { lookAgain } from './look.ts';
import { getImport, listImports } from './progress.ts';
import { exportLines, listLines } from './report.ts';
import { uploadImport } from './upload.ts';

export const importsModule: ModuleManifest = {
  name: 'imports',
  permissions: { 'imports.run': 'Загружать реестры из файлов' },
  routes: [
    handle(contract.uploadImport, uploadImport, { transaction: 'none' }),
    handle(contract.getImportTable, lookAgain),
    handle(contract.listImports, listImports),
    handle(contract.getImport, getImport),
    handle(contract.startImport, startImport),
    handle(contract.cancelImport, cancelImport),
    handle(contract.listImportLines, listLines),
    handle(contract.exportImportLines, exportLines),
    handle(contract.classifyTexts, classifyMany),
    handle(contract.classifyFile, classifyUpload, { transaction: 'none' }),
  ],
  provides: [provide(connectedSystems, listFileFacts, 'imports')],
  jobs: [
    work(runJob, runInBackground),
    work(resumeJob, resumeUnfinished, { cron: '*/5 * * * *' }),
    work(sweepImportsJob, sweepImports, { cron: '40 22 * * *' }),
  ],
  start: startImports,
};
