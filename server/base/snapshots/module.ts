import * as contract from '../../../shared/contract/base/snapshots.ts';
import { writeBookInTurn } from '../../lib/database/in-turn.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { download } from './files.ts';
import { getOne, list, recount } from './snapshot.ts';

export const snapshotsModule: ModuleManifest = {
  name: 'snapshots',
  permissions: { 'snapshots.read': 'Смотреть снимки чисел' },
  routes: [
    handle(contract.listSnapshots, list),
    handle(contract.getSnapshot, getOne),
    handle(contract.recountSnapshot, recount),
    // A browser prints the PDF: one at a time for all.
    handle(contract.downloadSnapshot, (ctx, input) => writeBookInTurn(() => download(ctx, input)), {
      perMinute: 60,
    }),
  ],
};
