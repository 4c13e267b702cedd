export { suggestTopic } from './current.ts';
export { understandingModule } from './module.ts';
export { findPersonalData, maskPersonal, type PersonalKind, personalKinds } from './personal-data.ts';
