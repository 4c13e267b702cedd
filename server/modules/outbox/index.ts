export { sealedChannels } from './channel.ts';
export { type LetterFile, type LetterInput, sendLetter, sendLetters, withdrawLetters } from './letter.ts';
export { outboxModule } from './module.ts';
