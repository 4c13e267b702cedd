export { type LetterInput, sendLetter } from './letter.ts';
export { outboxModule } from './module.ts';
