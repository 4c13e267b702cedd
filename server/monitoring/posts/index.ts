export { type Arrival, capturePost, hearRemoval } from './capture.ts';
export { postsCaptured, postsForgotten, postsGone } from './events.ts';
export { forgetPosts } from './forget.ts';
export { holdPost, releasePost } from './hold.ts';
export { postsModule } from './module.ts';
export { readSaidUnder } from './said-under.ts';
export {
  isSaidOtherwise,
  latestLook,
  type PictureRow,
  type PostRow,
  readPictures,
  readPosts,
  readSights,
  readTalks,
  type SightRow,
} from './talk.ts';
export { writeWarc } from './warc.ts';
