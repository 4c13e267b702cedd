import { factReader } from '../../base/networks/index.ts';
import type { ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { captureFacts } from './capture.ts';
import { postsCaptured, postsGone } from './events.ts';

export const postsModule: ModuleManifest = {
  name: 'posts',
  events: [postsCaptured, postsGone],
  provides: [provide(factReader, captureFacts, 'posts')],
};
