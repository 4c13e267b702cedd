import * as contract from '../../../shared/contract/group/counted.ts';
import * as open from '../../../shared/contract/group/counted-open.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { readGround } from './card.ts';
import { groundsFile } from './export.ts';
import { followGrounds, followGroundsJob } from './follow.ts';
import { countIn, undoLink } from './links.ts';
import { listGrounds } from './list.ts';
import { countMany, countManyIn, countManyJob } from './many.ts';
import { listCountedAtMeeting, listCountedIn } from './of.ts';
import { readOpenCounted, readOwnCounted } from './open.ts';
import { findSources } from './sources.ts';
import { findRemarks } from './subjects.ts';
import { tellCounted, tellCountedJob } from './told.ts';
import { changeGround, createGround, recordGroundResult } from './write.ts';
import { readChangedYear } from './year.ts';

export const countedModule: ModuleManifest = {
  name: 'counted',
  permissions: {
    'counted.read': 'Видеть, при каких решениях учтено сказанное жителями',
    'counted.keep': 'Отмечать, что учтено при решениях, записывать результаты и показывать их на портале',
  },
  routes: [
    handle(contract.listGrounds, listGrounds),
    handle(contract.readGround, readGround),
    handle(contract.findSources, findSources),
    handle(contract.findRemarks, findRemarks),
    handle(contract.createGround, createGround),
    handle(contract.changeGround, changeGround),
    handle(contract.recordGroundResult, recordGroundResult),
    handle(contract.countIn, countIn),
    handle(contract.countManyIn, countManyIn),
    handle(contract.undoLink, undoLink),
    handle(contract.listCountedIn, listCountedIn),
    handle(contract.listCountedAtMeeting, listCountedAtMeeting),
    groundsFile,
    handle(open.readOwnCounted, readOwnCounted, { perMinute: 120 }),
    handle(open.readOpenCounted, readOpenCounted, { perMinute: 120 }),
    handle(open.readChangedYear, readChangedYear, { perMinute: 60 }),
  ],
  jobs: [
    work(followGroundsJob, followGrounds, { cron: '*/5 * * * *' }),
    work(tellCountedJob, tellCounted),
    work(countManyJob, countMany),
  ],
};
