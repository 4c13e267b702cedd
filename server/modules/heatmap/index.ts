export { checkFigures } from './check.ts';
export { describeCheck, describeDifference } from './check-job.ts';
export { currentFigures, saveNow, whenFilled } from './figures.ts';
export { heatmapModule } from './module.ts';
