import { getFile as getFileRoute, uploadFile } from '../../../shared/contract/base/files.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { filesCheck } from './health.ts';
import { closeInspector } from './inspect.ts';
import { getFile } from './read.ts';
import { clearStaleDrafts } from './storage.ts';
import { eraseFiles, eraseUnused, sweepFiles, sweepUnclaimed } from './sweep.ts';
import { acceptUpload } from './upload.ts';

export const filesModule: ModuleManifest = {
  name: 'files',
  routes: [
    handle(uploadFile, acceptUpload, { transaction: 'none', perMinute: 60 }),
    handle(getFileRoute, getFile),
  ],
  provides: provideChecks(filesCheck),
  jobs: [work(sweepFiles, sweepUnclaimed, { cron: '17 * * * *' }), work(eraseFiles, eraseUnused)],
  start: (services) => clearStaleDrafts(services.config, services.now()),
  stop: closeInspector,
};
