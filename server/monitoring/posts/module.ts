import { askedUnder, factReader, ownPosts } from '../../base/networks/index.ts';
import { converse, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { listAsked } from './asked-under.ts';
import { captureFacts } from './capture.ts';
import { postsCaptured, postsForgotten, postsGone } from './events.ts';
import { nameAuthorsJob, namingAuthors } from './name-authors.ts';
import { publishedPosts } from './own-posts.ts';
import { keepDuePictures, keepDuePicturesJob, keepingPictures, keepPicturesJob } from './pictures.ts';

export const postsModule: ModuleManifest = {
  name: 'posts',
  events: [postsCaptured, postsGone, postsForgotten],
  jobs: [
    converse(nameAuthorsJob, namingAuthors),
    converse(keepPicturesJob, keepingPictures),
    work(keepDuePicturesJob, keepDuePictures, { cron: '* * * * *' }),
  ],
  provides: [
    provide(factReader, captureFacts, 'posts'),
    provide(ownPosts, publishedPosts),
    provide(askedUnder, listAsked),
  ],
};
