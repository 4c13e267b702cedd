import * as contract from '../../../shared/contract/participation/widgets.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { listWidgets, openWidgetCard } from './card.ts';
import { listDone, noteOpening, readOpenWidget } from './open.ts';
import { changeWidget, createWidget, turnWidget } from './write.ts';

export const widgetsModule: ModuleManifest = {
  name: 'widgets',
  permissions: {
    'widgets.read': 'Видеть виджеты для сайтов города и сколько раз их открыли',
    'widgets.keep': 'Делать виджеты для сайтов города, менять, включать и выключать',
  },
  routes: [
    handle(contract.listWidgets, listWidgets),
    handle(contract.readWidget, openWidgetCard),
    handle(contract.createWidget, createWidget),
    handle(contract.changeWidget, changeWidget),
    handle(contract.turnWidget, turnWidget),
    handle(contract.readOpenWidget, readOpenWidget),
    handle(contract.listDone, listDone),
    handle(contract.noteOpening, noteOpening, { perMinute: 120 }),
  ],
};
