export { classifyTable, createClassifier } from './classify-rows.ts';
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
export type { RunProgress } from './task.ts';
