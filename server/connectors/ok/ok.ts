import type { NetworkConnector } from '../../base/networks/index.ts';
import { type ConnectorTuning, usualTuning } from '../kit/tuning.ts';
import { createOkClient } from './ok-client.ts';
import { keepOkSubscription, okDoor } from './ok-door.ts';
import { okKeys, tryOkKeys } from './ok-keys.ts';
import { readOkProfiles } from './ok-profile.ts';
import { createOkPublishing } from './ok-publish.ts';
import { pullOk } from './ok-pull.ts';
import { findOkSaid, hideOk, sayOk } from './ok-say.ts';

export function createOkConnector(tuning: ConnectorTuning = usualTuning): NetworkConnector {
  const client = createOkClient(tuning);
  return {
    network: 'ok',
    keys: okKeys,
    // The network names no limit of a comment: longer ones are not seen there.
    longestReply: 2000,
    door: { ...okDoor, keep: (access, address) => keepOkSubscription(client, access, address) },
    pull: (access, cursor) => pullOk(client, access, cursor),
    say: (access, utterance) => sayOk(client, access, utterance),
    findSaid: (access, utterance, since) => findOkSaid(client, access, utterance, since),
    hide: (access, postId) => hideOk(client, access, postId),
    readProfiles: (pages) => readOkProfiles(client, pages),
    publishing: createOkPublishing(client, tuning),
    tryKeys: (access) => tryOkKeys(client, access),
  };
}

/** Одноклассники: a group of the city and its messages. */
export const okConnector = createOkConnector();
