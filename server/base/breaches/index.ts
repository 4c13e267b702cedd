export { breachesModule } from './module.ts';
export { noticeLetterhead } from './notices.ts';
export { readingCases } from './readings.ts';
