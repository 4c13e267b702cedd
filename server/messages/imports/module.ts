import * as contract from '../../../shared/contract/messages/imports.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { classifyMany, classifyUpload } from './classify.ts';
import { cancel, start } from './commands.ts';
import { listFileFacts } from './file-facts.ts';
import {
  resumeJob,
  resumeUnfinished,
  runInBackground,
  runJob,
  startImports,
  sweepImports,
  sweepJob,
} from './job.ts';
import { lookAgain } from './look.ts';
import { getOne, listNewest } from './progress.ts';
import { exportLines, listLines } from './report.ts';
import { upload } from './upload.ts';

export const importsModule: ModuleManifest = {
  name: 'imports',
  permissions: { 'imports.run': 'Загружать реестры из файлов' },
  routes: [
    handle(contract.uploadImport, upload, { transaction: 'none' }),
    handle(contract.getImportTable, lookAgain),
    handle(contract.listImports, listNewest),
    handle(contract.getImport, getOne),
    handle(contract.startImport, start),
    handle(contract.cancelImport, cancel),
    handle(contract.listImportLines, listLines),
    handle(contract.exportImportLines, exportLines),
    handle(contract.classifyTexts, classifyMany),
    handle(contract.classifyFile, classifyUpload, { transaction: 'none' }),
  ],
  provides: [provide(connectedSystems, listFileFacts, 'imports')],
  jobs: [
    work(runJob, runInBackground),
    work(resumeJob, resumeUnfinished, { cron: '*/5 * * * *' }),
    work(sweepJob, sweepImports, { cron: '40 22 * * *' }),
  ],
  start: startImports,
};
