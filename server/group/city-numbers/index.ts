export { cityNumbersModule } from './module.ts';
export { writeNumber } from './numbers.ts';
export { cityNumbersOf, type NumberedPapers, numberedPapers, registeredLine } from './papers.ts';
