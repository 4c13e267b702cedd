export { nameClusters } from './duplicates/cluster-names.ts';
export { createDuplicateIndex, type DuplicateIndex, type FoundPair } from './duplicates/duplicate-index.ts';
export type { IndexedMessage } from './duplicates/duplicate-table.ts';
export { sharedWords } from './duplicates/explain-pair.ts';
export { namesOtherPlace } from './duplicates/matter-words.ts';
export { hashBands } from './duplicates/min-hash.ts';
export { clusterTexts } from './duplicates/text-clusters.ts';
export { understandingModule } from './module.ts';
export { findPersonalData, maskPersonal } from './personal/personal-data.ts';
export type { PersonalSpan } from './personal/personal-span.ts';
export { chooseTopic, offerTopics, suggestTopic, topicByOwnWords, withSureness } from './teaching/current.ts';
export {
  caseLending,
  forgetSorted,
  type LentCase,
  rememberSorted,
  restoreSorted,
} from './teaching/examples.ts';
export { isAlarming, readTone } from './tone/tone.ts';
