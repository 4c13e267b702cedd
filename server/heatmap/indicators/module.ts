import * as contract from '../../../shared/contract/heatmap/indicators.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { casesOfNumber } from '../../messages/cases/index.ts';
import { casesToldBy } from './cases.ts';
import { performanceFile } from './export-performance.ts';
import { networkAnswersFile, showNetworkAnswers } from './network-answers.ts';
import { indicatorPack } from './pack.ts';
import { showPerformance } from './performance.ts';
import { listIndicators } from './read.ts';
import { showTrend } from './trend.ts';

export const indicatorsModule: ModuleManifest = {
  name: 'indicators',
  scopes: { 'figures.read': 'Показатели К1–К20' },
  routes: [
    handle(contract.listIndicators, listIndicators),
    handle(contract.listIndicatorTrend, showTrend),
    handle(contract.listPerformance, showPerformance),
    performanceFile,
    handle(contract.listNetworkAnswers, showNetworkAnswers),
    networkAnswersFile,
  ],
  provides: [provide(casesOfNumber, casesToldBy)],
  start: async () => {
    indicatorPack.read();
  },
};
