export { cityNumbersModule } from './module.ts';
export { cityNumbersOf, type NumberedPapers, numberedPapers, registeredLine } from './papers.ts';
