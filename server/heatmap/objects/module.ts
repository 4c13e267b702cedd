import * as contract from '../../../shared/contract/heatmap/objects.ts';
import { searchObjects } from '../../base/territory/index.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { readPassport, requireObject } from './passport.ts';
import { presentObject } from './present.ts';
import { listTop } from './top.ts';

export const objectsModule: ModuleManifest = {
  name: 'objects',
  routes: [
    handle(
      contract.searchObjects,
      async (_ctx, { query }) => ({ objects: searchObjects(query.q, query.limit).map(presentObject) }),
      { perMinute: 300 },
    ),
    handle(contract.listTopObjects, listTop),
    handle(contract.getObject, async (_ctx, { params }) => presentObject(requireObject(params.key))),
    handle(contract.getPassport, readPassport),
  ],
};
