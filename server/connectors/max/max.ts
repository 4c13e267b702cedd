import type { NetworkConnector } from '../../base/networks/index.ts';
import { type ConnectorTuning, usualTuning } from '../kit/tuning.ts';
import { createMaxClient } from './max-client.ts';
import { maxDoor } from './max-events.ts';
import { keepMaxSubscription, maxKeys, tryMaxKeys } from './max-keys.ts';
import { readMaxProfiles } from './max-profile.ts';
import { createMaxPublishing } from './max-publish.ts';
import { pullMax } from './max-pull.ts';
import { findMaxSaid, hideMax, sayMax } from './max-say.ts';

export function createMaxConnector(tuning: ConnectorTuning = usualTuning): NetworkConnector {
  const client = createMaxClient(tuning);
  return {
    network: 'max',
    keys: maxKeys,
    longestReply: 4000,
    door: {
      ...maxDoor,
      keep: (access, address) => keepMaxSubscription(client, access, address),
    },
    pull: (access, cursor) => pullMax(client, access, cursor),
    say: (access, utterance) => sayMax(client, access, utterance),
    findSaid: (access, utterance, since) => findMaxSaid(client, access, utterance, since),
    hide: (access, postId) => hideMax(client, access, postId),
    readProfiles: (pages) => readMaxProfiles(client, pages),
    publishing: createMaxPublishing(client, tuning),
    tryKeys: (access) => tryMaxKeys(client, access),
  };
}

/** MAX: a channel of the city and talks with its bot. */
export const maxConnector = createMaxConnector();
