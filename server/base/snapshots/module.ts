import * as contract from '../../../shared/contract/base/snapshots.ts';
import { writeBookInTurn } from '../../lib/database/in-turn.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { downloadSnapshot } from './files.ts';
import { getSnapshot, listSnapshots, recountSnapshot } from './snapshot.ts';

export const snapshotsModule: ModuleManifest = {
  name: 'snapshots',
  permissions: { 'snapshots.read': 'Смотреть снимки чисел' },
  routes: [
    handle(contract.listSnapshots, listSnapshots),
    handle(contract.getSnapshot, getSnapshot),
    handle(contract.recountSnapshot, recountSnapshot),
    // A browser prints the PDF: one at a time for all.
    handle(contract.downloadSnapshot, (ctx, input) => writeBookInTurn(() => downloadSnapshot(ctx, input)), {
      perMinute: 60,
    }),
  ],
};
