import { listLetters } from '../../../shared/contract/outbox.ts';
import { handle, type ModuleManifest, work } from '../../lib/module.ts';
import { deliver, deliverJob, tidyJob, wipeSecrets } from './letter.ts';
import { listNewest } from './list.ts';

export const outboxModule: ModuleManifest = {
  name: 'outbox',
  permissions: { 'outbox.read': 'Видеть отправленные SMS и письма' },
  routes: [handle(listLetters, listNewest)],
  jobs: [work(deliverJob, deliver), work(tidyJob, wipeSecrets, { cron: '7 * * * *' })],
};
