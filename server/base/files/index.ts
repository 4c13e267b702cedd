export { claimFiles, describeFiles, type FileClaim, type FileInfo, releaseFiles } from './claim.ts';
export { coverFile, findBoxes, readDisplay, readShown } from './cover.ts';
export { filesModule } from './module.ts';
export { type StoredPicture, storePicture } from './picture.ts';
export { type FileAccess, fileAccess } from './read.ts';
export { forgetFiles, keepReceived, readReceived } from './received.ts';
export { verifyFiles } from './verify.ts';
