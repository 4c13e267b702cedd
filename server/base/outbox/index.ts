export { sealedChannels } from './channel.ts';
export {
  type LetterFile,
  type LetterInput,
  sendLetter,
  sendLetters,
  withdrawLetters,
  withdrawWaiting,
} from './letter.ts';
export { outboxModule } from './module.ts';
export {
  countNewNotices,
  keepNoticeWishes,
  listNotices,
  markNoticesSeen,
  readNoticeWishes,
} from './notices.ts';
export { smsBudgetAlarm, takeCodeSms } from './sms-budget.ts';
