export { type Arrival, capturePost } from './capture.ts';
export { postsCaptured, postsGone } from './events.ts';
export { forgetPosts } from './forget.ts';
export { postsModule } from './module.ts';
export {
  type PictureRow,
  type PostRow,
  readPictures,
  readPosts,
  readSights,
  readTalks,
  type SightRow,
} from './talk.ts';
export { writeWarc } from './warc.ts';
