export { sealedChannels } from './channel.ts';
export { type LetterFile, type LetterInput, sendLetter, sendLetters } from './letter.ts';
export { outboxModule } from './module.ts';
