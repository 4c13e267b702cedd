import { factReader } from '../../base/networks/index.ts';
import { converse, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { captureFacts } from './capture.ts';
import { postsCaptured, postsGone } from './events.ts';
import { nameAuthorsJob, namingAuthors } from './name-authors.ts';

export const postsModule: ModuleManifest = {
  name: 'posts',
  events: [postsCaptured, postsGone],
  jobs: [converse(nameAuthorsJob, namingAuthors)],
  provides: [provide(factReader, captureFacts, 'posts')],
};
