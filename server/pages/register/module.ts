import * as contract from '../../../shared/contract/pages/register.ts';
import * as acts from '../../../shared/contract/pages/register-acts.ts';
import { getOfficialPages as openPages } from '../../../shared/contract/pages/register-open.ts';
import { importRegion as importRoute } from '../../../shared/contract/pages/register-region.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { openSet } from '../../base/open-data/index.ts';
import { converse, handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import * as bodies from './acts/bodies.ts';
import * as pages from './acts/pages.ts';
import * as proof from './acts/proof.ts';
import * as readings from './acts/readings.ts';
import { readPage } from './card.ts';
import { pageArchived } from './events.ts';
import { countRegister, listArchivedPages, listRegister } from './list.ts';
import { getOfficialPages } from './open.ts';
import { openPageSet } from './open-set.ts';
import { pagesPack } from './pack.ts';
import { fixTerms } from './proof/fixes.ts';
import { accessPicture, listLooks } from './proof/look.ts';
import { listReadings, readDue, readDueJob, readingPages, readPagesJob } from './reading/read-pages.ts';
import { regionFile } from './region/export.ts';
import { importRegion } from './region/import.ts';

export const registerModule: ModuleManifest = {
  name: 'register',
  permissions: {
    'register.read': 'Видеть реестр официальных страниц, их недели и проверки',
    'register.keep': 'Вести реестр официальных страниц',
  },
  routes: [
    handle(contract.listRegister, listRegister),
    handle(contract.listArchivedPages, listArchivedPages),
    handle(contract.countRegister, countRegister),
    handle(acts.listSources, pages.listSources),
    handle(contract.readPage, readPage),
    handle(acts.createPage, pages.createPage),
    handle(acts.changePage, pages.changePage),
    handle(acts.keepFigures, pages.keepFigures),
    handle(acts.archivePage, pages.archivePage),
    handle(acts.restorePage, pages.restorePage),
    handle(acts.saveBody, bodies.saveBody),
    handle(acts.addExemption, bodies.addExemption),
    handle(acts.endExemption, bodies.endExemption),
    handle(acts.lookAtPage, proof.lookAtPage),
    handle(acts.listLooks, listLooks),
    handle(acts.readProfile, readings.readProfile, { transaction: 'none', perMinute: 60 }),
    handle(acts.listReadings, listReadings),
    handle(acts.moveVerification, proof.moveVerification),
    handle(openPages, getOfficialPages),
    regionFile,
    handle(importRoute, importRegion, { transaction: 'none', perMinute: 20 }),
  ],
  jobs: [work(readDueJob, readDue, { cron: '*/10 * * * *' }), converse(readPagesJob, readingPages)],
  events: [pageArchived],
  provides: [
    provide(fileAccess, accessPicture, 'register'),
    provide(clockSubject, fixTerms, 'page-fix'),
    provide(openSet, openPageSet, openPageSet.id),
  ],
  start: async () => {
    pagesPack.read();
  },
};
