import * as contract from '../../../shared/contract/messages/quality.ts';
import * as reviews from '../../../shared/contract/messages/quality-reviews.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { fillTemplates, templateSource } from '../cases/index.ts';
import { decide, findFlags, listAll as listFlags, lookAtDay } from './flags.ts';
import { listOffered, seedTemplates } from './offered-templates.ts';
import { draw, give, next, summarise } from './reviews.ts';
import { listAll, preview, recordUse, retire, save } from './templates.ts';

export const qualityModule: ModuleManifest = {
  name: 'quality',
  permissions: {
    'quality.templates': 'Вести шаблоны ответов',
    'quality.read': 'Видеть качество ответов и признаки накрутки',
    'quality.review': 'Проверять ответы вслепую',
  },
  routes: [
    handle(contract.listTemplates, listAll),
    handle(contract.saveTemplate, save),
    handle(contract.retireTemplate, retire),
    handle(contract.previewTemplate, preview),
    handle(contract.listCaseTemplates, async (ctx, { params }) => ({
      templates: await fillTemplates(ctx, params.id),
    })),
    handle(contract.useTemplate, recordUse),
    handle(reviews.drawSample, draw),
    handle(reviews.nextReview, next),
    handle(reviews.giveReview, give),
    handle(reviews.readQuality, summarise),
    handle(reviews.listFlags, listFlags),
    handle(reviews.decideFlag, decide),
  ],
  // After midnight of every Russian zone; the day looked at is yesterday's.
  jobs: [work(findFlags, lookAtDay, { cron: '40 22 * * *' })],
  seed: seedTemplates,
  provides: [provide(templateSource, listOffered)],
};
