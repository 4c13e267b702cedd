import type { FakeRequest } from '../kit/fake-server.ts';
import { readSentPicture } from '../kit/picture.ts';
import { countOf, type FakeVkMethod, numberOf, requireOwner, VkRefusal } from './vk-asked.ts';
import { listPhotos, showNames, showPost } from './vk-objects.ts';
import { addVkEvent, type FakeVkPost, type FakeVkState } from './vk-state.ts';

/** A wall remembers what it was given by which `guid` for so long, seconds. */
const GUID_KEPT = 3600;
const LONGEST = 15_895;

function listWall(state: FakeVkState, form: URLSearchParams): unknown {
  requireOwner(state, form);
  const posts = state.posts.filter(({ isDeleted }) => !isDeleted).toReversed();
  const shown = posts.slice(numberOf(form, 'offset'), numberOf(form, 'offset') + countOf(form, 100, 20));
  return {
    count: posts.length,
    items: shown.map((post) => showPost(state, post)),
    ...showNames(
      state,
      shown.map(({ from }) => from),
    ),
  };
}

/** Numbers of pictures that stand in the community. Throws what the network says of others. */
function readAttachments(state: FakeVkState, form: URLSearchParams): number[] {
  const named = (form.get('attachments') ?? '').split(',').filter(Boolean);
  if (named.length > 10) throw new VkRefusal(100, 'attachments: too many');
  return named.map((name) => {
    const [, owner, id] = /^photo(-\d+)_(\d+)$/u.exec(name) ?? [];
    if (Number(owner) !== -state.group.id || !state.photos.has(Number(id)))
      throw new VkRefusal(100, `attachments: no ${name}`);
    return Number(id);
  });
}

function readMessage(form: URLSearchParams, photos: readonly number[]): string {
  const text = (form.get('message') ?? '').trim();
  if (!text && photos.length === 0) throw new VkRefusal(100, 'message is empty');
  if (text.length > LONGEST) throw new VkRefusal(100, 'message is too long');
  return text;
}

function requireEditor({ adminLevel }: FakeVkState): void {
  if (adminLevel < 2) throw new VkRefusal(214, 'Access to adding post denied');
}

function publishPost(state: FakeVkState, form: URLSearchParams): unknown {
  requireOwner(state, form);
  requireEditor(state);
  const guid = form.get('guid') ?? '';
  if (!guid) throw new VkRefusal(100, 'guid: nobody publishes here without a key against repeats');
  const photos = readAttachments(state, form);
  const text = readMessage(form, photos);
  const known = state.postGuids.get(guid);
  if (known && state.now() - known.at < GUID_KEPT) return { post_id: known.id };
  state.lastId += 1;
  const post: FakeVkPost = {
    id: state.lastId,
    from: form.get('from_group') === '1' ? -state.group.id : 1,
    text,
    date: state.now(),
    edited: 0,
    isDeleted: false,
    picture: null,
    photos,
  };
  state.posts.push(post);
  state.postGuids.set(guid, { id: post.id, at: state.now() });
  addVkEvent(state, 'wall_post_new', showPost(state, post));
  return { post_id: post.id };
}

function findPost(state: FakeVkState, form: URLSearchParams): FakeVkPost {
  requireOwner(state, form);
  const post = state.posts.find(({ id, isDeleted }) => id === numberOf(form, 'post_id') && !isDeleted);
  if (!post) throw new VkRefusal(104, 'Not found');
  return post;
}

function editPost(state: FakeVkState, form: URLSearchParams): unknown {
  requireEditor(state);
  const post = findPost(state, form);
  const photos = readAttachments(state, form);
  post.text = readMessage(form, photos);
  post.photos = photos;
  post.edited = state.now();
  return { post_id: post.id };
}

function deletePost(state: FakeVkState, form: URLSearchParams): unknown {
  requireEditor(state);
  findPost(state, form).isDeleted = true;
  return 1;
}

function showById(state: FakeVkState, form: URLSearchParams): unknown {
  const asked = (form.get('posts') ?? '').split(',');
  const shown = state.posts.filter(
    ({ id, isDeleted }) => !isDeleted && asked.includes(`-${state.group.id}_${id}`),
  );
  return { items: shown.map((post) => showPost(state, post)) };
}

function savePhoto(state: FakeVkState, form: URLSearchParams): unknown {
  if (numberOf(form, 'group_id') !== state.group.id) throw new VkRefusal(15, 'Access denied');
  const name = form.get('photo') ?? '';
  if (!state.uploads.has(name) || form.get('hash') !== `hash-${name}`)
    throw new VkRefusal(121, 'Invalid hash');
  state.lastId += 1;
  state.photos.add(state.lastId);
  return listPhotos(-state.group.id, [state.lastId]).map(({ photo }) => photo);
}

/** The server of pictures: it answers in words of its own, and `photo` is `[]` where it read none. */
export function takeVkPicture(state: FakeVkState, request: FakeRequest): unknown {
  if (!readSentPicture(request, 'photo')) return { server: 1, photo: '[]', hash: '' };
  const name = `picture-${state.uploads.size + 1}`;
  state.uploads.add(name);
  return { server: 856_312, photo: name, hash: `hash-${name}` };
}

export const fakeVkWallMethods: Readonly<Record<string, FakeVkMethod>> = {
  'photos.getWallUploadServer': {
    tokens: ['user'],
    response: 'photos_getWallUploadServer_response',
    answer: (state, form) => ({
      album_id: -14,
      upload_url: `${form.get('_own')}/upload/${state.group.id}`,
      user_id: 1,
    }),
  },
  'photos.saveWallPhoto': {
    tokens: ['user'],
    response: 'photos_saveWallPhoto_response',
    answer: savePhoto,
  },
  'wall.delete': { tokens: ['user'], response: 'base_ok_response', answer: deletePost },
  'wall.edit': { tokens: ['user'], response: 'wall_edit_response', answer: editPost },
  'wall.get': { tokens: ['user', 'service'], response: 'wall_get_extended_response', answer: listWall },
  'wall.getById': { tokens: ['user', 'service'], response: 'wall_getById_response', answer: showById },
  'wall.post': { tokens: ['user'], response: 'wall_post_response', answer: publishPost },
};
