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
import { groupIdOf, type VkClient } from './vk-client.ts';
import { postIdOf } from './vk-seen.ts';
import { type VkPost, vkList, vkPost } from './vk-shapes.ts';

const uploadServer = z.object({ upload_url: z.string().min(1) });
/** What the server of pictures says; `photo` is `[]` where it could not read one. */
const uploaded = z.object({ server: z.number(), photo: z.string(), hash: z.string() });
const saved = z.array(z.object({ id: z.number(), owner_id: z.number(), access_key: z.string().optional() }));
const numbered = z.object({ post_id: z.number().int().positive() });
const posts = z.object({ items: z.array(z.unknown()).default([]) });

/** Posts at once, and how often the wall is asked for older ones. */
const PAGE = 100;
const PAGES = 5;

const spokenOf = (owner: number, post: number): Spoken => {
  const id = postIdOf(owner, post);
  return { id, url: `https://vk.com/${id}` };
};

/** The number of a post of this community. Throws `missing`. */
function openPostId(access: PageAccess, id: string): number {
  const [, owner, post] = /^wall(-\d+)_(\d+)$/u.exec(id) ?? [];
  if (!post || Number(owner) !== -groupIdOf(access))
    throw new NetworkFailure('missing', 'ВКонтакте: такой записи на странице нет');
  return Number(post);
}

/** A wall takes a post once by its `guid`; the network does not say for how long. */
export const createVkPublishing = (client: VkClient, tuning: ConnectorTuning): Publishing => ({
  // Of the length the API says nothing; longer ones are not taken.
  textLimit: 15_895,
  pictureLimit: 10,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif'],
  pictureBytes: 50_000_000,
  knowsRepeats: true,
  upload: (access, { bytes, alt }) => uploadVkPicture(client, tuning, access, bytes, alt),
  publish: (access, post) => publishVk(client, access, post),
  findPublished: (access, text, since) => findVkPublished(client, access, text, since),
  look: (access, id) => lookAtVk(client, access, id),
  edit: (access, id, post) => editVk(client, access, id, post),
  remove: async (access, id) => {
    const params = { owner_id: -groupIdOf(access), post_id: openPostId(access, id) };
    await client.call(access, 'wall.delete', params, z.literal(1));
  },
  idOfUrl: (access, url) => {
    const [, owner, post] = /\bwall(-\d+)_(\d+)\b/u.exec(url) ?? [];
    return post && Number(owner) === -groupIdOf(access) ? postIdOf(Number(owner), Number(post)) : null;
  },
});

async function uploadVkPicture(
  client: VkClient,
  tuning: ConnectorTuning,
  access: PageAccess,
  bytes: Buffer,
  alt: string,
): Promise<string> {
  const group = { group_id: groupIdOf(access) };
  const { upload_url: address } = await client.call(
    access,
    'photos.getWallUploadServer',
    group,
    uploadServer,
  );
  const sent = { network: 'ВКонтакте', address, field: 'photo', bytes };
  const picture = await uploadPicture(tuning, access, sent, uploaded);
  if (picture.photo === '' || picture.photo === '[]')
    throw new NetworkFailure('refused', 'ВКонтакте: снимок не прочитан сетью');
  const [photo] = await client.call(
    access,
    'photos.saveWallPhoto',
    { ...group, ...picture, ...(alt !== '' && { caption: alt.slice(0, 2048) }) },
    saved,
  );
  if (!photo) throw new NetworkFailure('later', 'ВКонтакте: снимок не сохранён');
  const key = photo.access_key ? `_${photo.access_key}` : '';
  return `photo${photo.owner_id}_${photo.id}${key}`;
}

const contentOf = ({ text, pictures }: Omit<NetworkPost, 'id'>) => ({
  message: text,
  ...(pictures.length > 0 && { attachments: pictures.join(',') }),
});

async function publishVk(client: VkClient, access: PageAccess, post: NetworkPost): Promise<Spoken> {
  const owner = -groupIdOf(access);
  const params = { owner_id: owner, from_group: 1, guid: post.id, ...contentOf(post) };
  const { post_id: number } = await client.call(access, 'wall.post', params, numbered);
  return spokenOf(owner, number);
}

async function editVk(
  client: VkClient,
  access: PageAccess,
  id: string,
  post: Omit<NetworkPost, 'id'>,
): Promise<void> {
  const params = { owner_id: -groupIdOf(access), post_id: openPostId(access, id), ...contentOf(post) };
  await client.call(access, 'wall.edit', params, numbered);
}

const readPosts = (items: readonly unknown[]): VkPost[] =>
  items.flatMap((item) => vkPost.safeParse(item).data ?? []);

async function findVkPublished(
  client: VkClient,
  access: PageAccess,
  text: string,
  since: Date,
): Promise<Spoken[]> {
  const owner = -groupIdOf(access);
  const earliest = earliestOf(since) / 1000;
  const shown: VkPost[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const params = { owner_id: owner, count: PAGE, offset: page * PAGE, extended: 1 };
    const { items } = await client.call(access, 'wall.get', params, vkList);
    shown.push(...readPosts(items));
    if (items.length < PAGE || (shown.at(-1)?.date ?? 0) < earliest) break;
  }
  return [...new Map(shown.map((post) => [post.id, post])).values()]
    .filter(
      (post) =>
        post.from_id === owner &&
        !post.is_deleted &&
        post.date >= earliest &&
        joinSpaces(post.text) === joinSpaces(text),
    )
    .toSorted((a, b) => a.id - b.id)
    .map(({ id }) => spokenOf(owner, id));
}

async function lookAtVk(client: VkClient, access: PageAccess, id: string): Promise<{ text: string } | null> {
  const owner = -groupIdOf(access);
  const number = openPostId(access, id);
  const { items } = await client.call(access, 'wall.getById', { posts: `${owner}_${number}` }, posts);
  const post = readPosts(items).find((one) => one.id === number && !one.is_deleted);
  return post ? { text: post.text } : null;
}
