import * as contract from '../../../shared/contract/messages/quality.ts';
import * as reviews from '../../../shared/contract/messages/quality-reviews.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { fillTemplates, templateSource } from '../cases/index.ts';
import { decideFlag, findFlags, listFlags, lookAtDay } from './flags.ts';
import { listOfferedTemplates, seedTemplates } from './offered-templates.ts';
import { drawSample, giveReview, nextReview, readQuality } from './reviews.ts';
import { listTemplates, previewTemplate, recordUse, retireTemplate, saveTemplate } from './templates.ts';

export const qualityModule: ModuleManifest = {
  name: 'quality',
  permissions: {
    'quality.templates': 'Вести шаблоны ответов',
    'quality.read': 'Видеть качество ответов и признаки накрутки',
    'quality.review': 'Проверять ответы вслепую',
  },
  routes: [
    handle(contract.listTemplates, listTemplates),
    handle(contract.saveTemplate, saveTemplate),
    handle(contract.retireTemplate, retireTemplate),
    handle(contract.previewTemplate, previewTemplate),
    handle(contract.listCaseTemplates, async (ctx, { params }) => ({
      templates: await fillTemplates(ctx, params.id),
    })),
    handle(contract.useTemplate, recordUse),
    handle(reviews.drawSample, drawSample),
    handle(reviews.nextReview, nextReview),
    handle(reviews.giveReview, giveReview),
    handle(reviews.readQuality, readQuality),
    handle(reviews.listFlags, listFlags),
    handle(reviews.decideFlag, decideFlag),
  ],
  // After midnight of every Russian zone; the day looked at is yesterday's.
  jobs: [work(findFlags, lookAtDay, { cron: '40 22 * * *' })],
  seed: seedTemplates,
  provides: [provide(templateSource, listOfferedTemplates)],
};
