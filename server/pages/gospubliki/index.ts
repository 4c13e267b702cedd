export { addCabinetPerson, changeCabinet, saveSecret } from './cabinet/keep.ts';
export { sealedCabinetSecrets } from './cabinet/rows.ts';
export { gospublikiModule } from './module.ts';
export { answerRepost, askRepost } from './reposts/reposts.ts';
export { hearPublished, reportRequest } from './requests/course.ts';
export { acceptRequest, objectRequest } from './requests/decisions.ts';
export { insertRequest } from './requests/record.ts';
