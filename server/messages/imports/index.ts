export { classifyTable, createClassifier } from './classify-rows.ts';
export { CSV_START, writeCsvRow } from './csv-write.ts';
export {
  type Complaint,
  type LocalFile,
  listComplaints,
  loadFile,
  openLocalFile,
  stopLoad,
  tryFile,
} from './from-file.ts';
export { importsModule } from './module.ts';
export { parseMoment } from './moments.ts';
export { fingerprintHeaders, readTable, sniffTable } from './table.ts';
export type { RunProgress } from './task.ts';
