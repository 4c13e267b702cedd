import { z } from 'zod';
import {
  NetworkFailure,
  type NetworkPost,
  type PageAccess,
  type Publishing,
  type Spoken,
} from '../../base/networks/index.ts';
import { earliestOf, joinSpaces } from '../kit/said.ts';
import type { ConnectorTuning } from '../kit/tuning.ts';
import { uploadPicture } from '../kit/upload.ts';
import type { OkClient } from './ok-client.ts';
import { listOkTopics } from './ok-pull.ts';
import { okTopicIdOf, okUrlOf, openOkId, readOkTopic } from './ok-seen.ts';

const uploadPlace = z.object({ upload_url: z.string().min(1), photo_ids: z.array(z.string()).default([]) });
const uploaded = z.object({ photos: z.record(z.string(), z.object({ token: z.string().min(1) })) });
const created = z.union([z.string().min(1), z.number().transform(String)]);

/**
 * The network knows no key against repeats, and its documentation has no method that changes or deletes a topic: what stands is
 * changed there by a person.
 */
export const createOkPublishing = (client: OkClient, tuning: ConnectorTuning): Publishing => ({
  // The network names no limits of a topic: larger ones are not sent.
  textLimit: 10_000,
  pictureLimit: 10,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif'],
  pictureBytes: 10_000_000,
  upload: (access, { bytes }) => uploadOkPicture(client, tuning, access, bytes),
  publish: (access, post) => publishOk(client, access, post),
  findPublished: (access, text, since) => findOkPublished(client, access, text, since),
  look: (access, id) => lookAtOk(client, access, id),
  idOfUrl: (access, url) => {
    const [, group, topic] = /\bgroup\/(\d+)\/topic\/(\d+)/u.exec(url) ?? [];
    return topic && group === access.pageId ? okTopicIdOf(topic) : null;
  },
});

async function uploadOkPicture(
  client: OkClient,
  tuning: ConnectorTuning,
  access: PageAccess,
  bytes: Buffer,
): Promise<string> {
  const params = { gid: access.pageId, count: '1' };
  const { upload_url: address } = await client.call(access, 'photosV2.getUploadUrl', params, uploadPlace);
  const sent = { network: 'Одноклассники', address, field: 'pic1', bytes };
  const { photos } = await uploadPicture(tuning, access, sent, uploaded);
  const [picture] = Object.values(photos);
  if (!picture) throw new NetworkFailure('later', 'Одноклассники: снимок не загружен');
  return picture.token;
}

/** Topics a post is looked for among. */
const TOPICS = 100;

const spokenOf = (access: PageAccess, topic: string): Spoken => ({
  id: okTopicIdOf(topic),
  url: okUrlOf(access, topic),
});

async function publishOk(
  client: OkClient,
  access: PageAccess,
  { text, pictures }: NetworkPost,
): Promise<Spoken> {
  const photos = pictures.map((id) => ({ id }));
  const media = [{ type: 'text', text }, ...(photos.length > 0 ? [{ type: 'photo', list: photos }] : [])];
  const attachment = JSON.stringify({ media, onBehalfOfGroup: 'true' });
  const params = { type: 'GROUP_THEME', gid: access.pageId, attachment };
  return spokenOf(access, await client.call(access, 'mediatopic.post', params, created, true));
}

/** Among the topics the network shows first: those that were published or spoken under last. */
async function findOkPublished(
  client: OkClient,
  access: PageAccess,
  text: string,
  since: Date,
): Promise<Spoken[]> {
  const { topics } = await listOkTopics(client, access, TOPICS);
  return topics
    .flatMap((topic) => readOkTopic(topic, access).facts)
    .flatMap((fact) => (fact.fact === 'seen' ? [fact.post] : []))
    .filter(
      (post) => post.postedAt.getTime() >= earliestOf(since) && joinSpaces(post.text) === joinSpaces(text),
    )
    .toSorted((a, b) => a.postedAt.getTime() - b.postedAt.getTime())
    .map(({ id, url }) => ({ id, url }));
}

async function lookAtOk(client: OkClient, access: PageAccess, id: string): Promise<{ text: string } | null> {
  const place = openOkId(id);
  if (!place || place.comment !== null)
    throw new NetworkFailure('missing', 'Одноклассники: такой записи на странице нет');
  const shown = z.object({ media_topics: z.array(z.unknown()).nullish() });
  try {
    const params = { topic_ids: place.topic };
    const { media_topics: topics } = await client.call(access, 'mediatopic.getByIds', params, shown);
    const facts = (topics ?? []).flatMap((topic) => readOkTopic(topic, access).facts);
    const fact = facts.find((one) => one.fact === 'seen' && one.post.id === id);
    return fact?.fact === 'seen' ? { text: fact.post.text } : null;
  } catch (error) {
    if (error instanceof NetworkFailure && error.trouble === 'missing') return null;
    throw error;
  }
}
