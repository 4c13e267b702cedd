import { suggestTopic as suggestTopicRoute } from '../../../shared/contract/understanding.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { startUnderstanding, suggestTopic } from './current.ts';

export const understandingModule: ModuleManifest = {
  name: 'understanding',
  routes: [
    handle(suggestTopicRoute, async (_ctx, { body }) => ({ facts: suggestTopic(body.text) }), {
      perMinute: 120,
    }),
  ],
  start: async () => startUnderstanding(),
};
