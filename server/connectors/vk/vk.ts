import type { NetworkConnector, PageAccess } from '../../base/networks/index.ts';
import { type ConnectorTuning, usualTuning } from '../kit/tuning.ts';
import { createVkClient, type VkClient } from './vk-client.ts';
import { vkDoor } from './vk-events.ts';
import { tryVkKeys, vkKeys } from './vk-keys.ts';
import { readVkProfiles } from './vk-profile.ts';
import { createVkPublishing } from './vk-publish.ts';
import { pullVk } from './vk-pull.ts';
import { findVkSaid, hideVk, restoreVk, sayVk, talkToVk } from './vk-say.ts';
import { nameVkAuthors } from './vk-seen.ts';
import { vkGroups, vkProfiles } from './vk-shapes.ts';

/** Names the network takes at once. */
const NAMES = 200;

async function nameAuthors(
  client: VkClient,
  access: PageAccess,
  authorIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = authorIds.filter((id) => /^-?[1-9]\d*$/u.test(id)).slice(0, NAMES);
  const people = ids.filter((id) => !id.startsWith('-'));
  const communities = ids.filter((id) => id.startsWith('-')).map((id) => id.slice(1));
  const profiles =
    people.length > 0
      ? await client.call(access, 'users.get', { user_ids: people.join(',') }, vkProfiles)
      : [];
  const { groups } =
    communities.length > 0
      ? await client.call(access, 'groups.getById', { group_ids: communities.join(',') }, vkGroups)
      : { groups: [] };
  const names = [...nameVkAuthors({ profiles, groups })].filter(([, name]) => name);
  return new Map(names.map(([id, name]) => [String(id), name]));
}

export function createVkConnector(tuning: ConnectorTuning = usualTuning): NetworkConnector {
  const client = createVkClient(tuning);
  return {
    network: 'vk',
    keys: vkKeys,
    // Of a message 9000; of a comment the network says nothing, and long ones are not read.
    longestReply: 4000,
    door: vkDoor,
    pull: (access, cursor) => pullVk(client, access, cursor),
    say: (access, utterance) => sayVk(client, access, utterance),
    findSaid: (access, utterance, since) => findVkSaid(client, access, utterance, since),
    nameAuthors: (access, authorIds) => nameAuthors(client, access, authorIds),
    talkTo: talkToVk,
    hide: (access, postId) => hideVk(client, access, postId),
    restore: (access, postId) => restoreVk(client, access, postId),
    readProfiles: (pages) => readVkProfiles(client, pages),
    publishing: createVkPublishing(client, tuning),
    tryKeys: (access) => tryVkKeys(client, access),
  };
}

/** ВКонтакте: communities of the city and of others. */
export const vkConnector = createVkConnector();
