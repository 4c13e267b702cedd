import * as contract from '../../../shared/contract/quality.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { fillTemplates, registerTemplates } from '../cases/index.ts';
import { listOffered, seedTemplates } from './offered-templates.ts';
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
  ],
  seed: seedTemplates,
  start: async () => registerTemplates(listOffered),
};
