import * as contract from '../../../shared/contract/heatmap/heatmap.ts';
import * as open from '../../../shared/contract/heatmap/heatmap-open.ts';
import * as pivot from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import { openSet } from '../../base/open-data/index.ts';
import { recountOf } from '../../base/snapshots/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { figureCounter } from '../../messages/cases/index.ts';
import { countByFigures } from './case-totals.ts';
import { checkJob, checkNightly } from './check/check-job.ts';
import { startFigures, stopFigures } from './feed/figures.ts';
import { freezeCurrentMatrix, MATRIX, recountMatrix } from './freeze-matrix.ts';
import { readHexagons } from './map/hexagons.ts';
import { listHeatPoints, readHotspots } from './map/map.ts';
import { readTile } from './map/tiles.ts';
import { readMapSummary, readVectorTile } from './map/vector-tiles.ts';
import { readMatrix } from './matrix.ts';
import { publishJob, publishOpen } from './open/editions.ts';
import { monthlySet } from './open/monthly-set.ts';
import { readOpenData } from './open/open-data.ts';
import { readPublicFigures } from './open/public-figures.ts';
import { freezeCurrentPivot, PIVOT, recountPivot } from './pivot/freeze-pivot.ts';
import { readPivot } from './pivot/pivot.ts';
import { readPivotTable } from './pivot/pivot-table.ts';
import { readStockStatuses } from './statuses.ts';
import { readWeeks } from './weeks.ts';

export const heatmapModule: ModuleManifest = {
  name: 'heatmap',
  scopes: { 'open-data.read': 'Открытые данные и итоги для жителей' },
  permissions: { 'heatmap.read': 'Смотреть тепловую карту', 'heatmap.export': 'Выгружать тепловую карту' },
  routes: [
    handle(contract.getMatrix, readMatrix),
    handle(contract.listHexagons, readHexagons),
    handle(contract.listHeatPoints, listHeatPoints),
    handle(contract.listHotspots, readHotspots),
    handle(contract.listWeeks, readWeeks),
    handle(contract.listStockStatuses, readStockStatuses),
    handle(contract.freezeMatrix, freezeCurrentMatrix, { perMinute: 60 }),
    handle(pivot.getPivot, readPivot),
    handle(pivot.getPivotTable, readPivotTable),
    handle(pivot.freezePivot, freezeCurrentPivot, { perMinute: 60 }),
    handle(pivot.getHeatTile, readTile),
    handle(contract.getMapSummary, readMapSummary),
    handle(contract.getVectorTile, readVectorTile),
    handle(open.getPublicFigures, readPublicFigures, { perMinute: 120 }),
    handle(open.getOpenData, readOpenData, { perMinute: 30 }),
  ],
  jobs: [
    work(checkJob, checkNightly, { cron: '30 22 * * *' }),
    work(publishJob, publishOpen, { cron: '19 * * * *' }),
  ],
  provides: [
    provide(recountOf, recountMatrix, MATRIX),
    provide(recountOf, recountPivot, PIVOT),
    provide(figureCounter, countByFigures),
    provide(openSet, monthlySet, monthlySet.id),
  ],
  start: startFigures,
  stop: stopFigures,
};
