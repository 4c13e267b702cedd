import { getCalendarYear, listDeadlineRules } from '../../../shared/contract/deadlines.ts';
import { readCity } from '../../lib/city.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { readCalendarYear, readRules } from './reference.ts';
import { loadReference } from './reference-data.ts';

export const deadlinesModule: ModuleManifest = {
  name: 'deadlines',
  routes: [handle(getCalendarYear, readCalendarYear), handle(listDeadlineRules, readRules)],
  start: async (services) => loadReference(readCity(services.config).zone),
};
