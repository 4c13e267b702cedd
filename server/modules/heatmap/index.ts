export { checkFigures } from './check.ts';
export { describeCheck, describeDifference } from './check-job.ts';
export { currentFigures, saveNow, whenFilled } from './figures.ts';
export { buildMatrix } from './matrix.ts';
export { heatmapModule } from './module.ts';
export { startRollup, whenRolledUp } from './rollup.ts';
export { checkRollup, describeRollupCheck, describeRollupDifference } from './rollup-check.ts';
