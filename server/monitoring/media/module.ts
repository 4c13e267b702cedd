import * as contract from '../../../shared/contract/monitoring/media.ts';
import * as act from '../../../shared/contract/monitoring/media-acts.ts';
import { eraseAgain } from '../../base/backups/index.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import * as acts from './acts.ts';
import { readMedia } from './card.ts';
import { mediaTasks } from './clock-subject.ts';
import {
  eraseChannelAgain,
  eraseDue,
  eraseDueJob,
  eraseMedia,
  eraseMediaAgain,
  eraseMediaChannel,
} from './erasing.ts';
import { listMedia, mediaFile } from './list.ts';
import { mediaPack } from './pack.ts';
import { addMediaChannel, changeMedia, createMedia, readMediaChannel } from './records.ts';

export const mediaModule: ModuleManifest = {
  name: 'media',
  permissions: {
    'media.read': 'Видеть реестр СМИ и сообществ',
    'media.keep': 'Вести реестр СМИ и сообществ',
    'media.erase': 'Стирать карточки СМИ и людей по их просьбе',
  },
  routes: [
    handle(contract.listMedia, listMedia),
    mediaFile,
    handle(contract.readMedia, readMedia),
    handle(contract.createMedia, createMedia),
    handle(contract.changeMedia, changeMedia),
    handle(contract.eraseMedia, eraseMedia),
    handle(contract.addMediaChannel, addMediaChannel),
    handle(contract.readMediaChannel, readMediaChannel),
    handle(contract.eraseMediaChannel, eraseMediaChannel),
    handle(act.addInteraction, acts.addInteraction),
    handle(act.addAgreement, acts.addAgreement),
    handle(act.endAgreement, acts.endAgreement),
    handle(act.addMediaTask, acts.addMediaTask),
    handle(act.endMediaTask, acts.endMediaTask),
  ],
  jobs: [work(eraseDueJob, eraseDue, { cron: '20 22 * * *' })],
  provides: [
    provide(clockSubject, mediaTasks, 'media-task'),
    provide(eraseAgain, eraseMediaAgain, 'media.erase'),
    provide(eraseAgain, eraseChannelAgain, 'media.erase-channel'),
  ],
  start: async () => {
    mediaPack.read();
  },
};
