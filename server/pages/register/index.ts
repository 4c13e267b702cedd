export { writeBody, writeExemption } from './acts/bodies.ts';
export { insertPage } from './acts/pages.ts';
export { registerModule } from './module.ts';
export { addLooks } from './proof/look.ts';
export { moveRun } from './proof/verify.ts';
export { type PageRecord, pageRecords } from './records.ts';
export { keptPages, type PageRow } from './rows.ts';
export { pageNormOn, readWeeks, standHoursOn } from './week/read-weeks.ts';
