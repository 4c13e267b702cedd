export { nameClusters } from './cluster-names.ts';
export { chooseTopic, suggestTopic, withSureness } from './current.ts';
export { createDuplicateIndex, type DuplicateIndex, type IndexedMessage } from './duplicate-index.ts';
export { forgetSorted, type LentCase, registerLending, rememberSorted, restoreSorted } from './examples.ts';
export { sharedWords } from './explain-pair.ts';
export { understandingModule } from './module.ts';
export { findPersonalData, maskPersonal } from './personal-data.ts';
export { clusterTexts } from './text-clusters.ts';
export { isAlarming, readTone } from './tone.ts';
