export { checkFigures } from './check.ts';
export { describeCheck, describeDifference } from './check-job.ts';
export { whenFilled } from './figures.ts';
export { heatmapModule } from './module.ts';
