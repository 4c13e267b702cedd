import * as contract from '../../../shared/contract/heatmap.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { exportXlsx } from './export.ts';
import { readHexagons, readHotspots, readPoints, readWeeks } from './map.ts';
import { readMatrix } from './matrix.ts';

export const heatmapModule: ModuleManifest = {
  name: 'heatmap',
  permissions: { 'heatmap.read': 'Смотреть тепловую карту', 'heatmap.export': 'Выгружать тепловую карту' },
  routes: [
    handle(contract.getMatrix, readMatrix),
    handle(contract.listHexagons, readHexagons),
    handle(contract.listHeatPoints, readPoints),
    handle(contract.listHotspots, readHotspots),
    handle(contract.listWeeks, readWeeks),
    handle(contract.exportMatrix, exportXlsx),
  ],
};
