import { z } from 'zod';
import type { FakeRequest } from '../kit/fake-server.ts';
import { readSentPicture } from '../kit/picture.ts';
import { OkRefusal } from './ok-refusal.ts';
import { addOkTopic, type FakeOkState, showOkTopic } from './ok-state.ts';

/** What the documentation of mediatopic.post says of its `attachment`, as far as a page publishes. */
const attachment = z.object({
  media: z
    .array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('text'), text: z.string().trim().min(1).max(32_000) }),
        z.object({ type: z.literal('photo'), list: z.array(z.object({ id: z.string().min(1) })).min(1) }),
      ]),
    )
    .min(1),
  onBehalfOfGroup: z.enum(['true', 'false']).default('false'),
});

function postTopic(state: FakeOkState, form: URLSearchParams): unknown {
  if (!state.rights.includes('GROUP_CONTENT')) throw new OkRefusal(10, 'PERMISSION_DENIED');
  if (form.get('type') !== 'GROUP_THEME' || form.get('gid') !== state.group)
    throw new OkRefusal(100, 'PARAM : gid');
  const parsed = attachment.safeParse(JSON.parse(form.get('attachment') ?? 'null'));
  if (!parsed.success) throw new OkRefusal(100, 'PARAM : attachment');
  const { media, onBehalfOfGroup } = parsed.data;
  const photos = media.flatMap((part) => (part.type === 'photo' ? part.list.map(({ id }) => id) : []));
  if (photos.some((token) => !state.photoTokens.has(token))) throw new OkRefusal(100, 'PARAM : photo token');
  const text = media.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  const author = onBehalfOfGroup === 'true' ? `group:${state.group}` : 'user:500';
  return addOkTopic(state, text, photos, author).id;
}

export const okTopicMethods: Readonly<
  Record<string, (state: FakeOkState, form: URLSearchParams) => unknown>
> = {
  'mediatopic.post': postTopic,
  'mediatopic.getByIds': (state, form) => {
    const ids = (form.get('topic_ids') ?? '').split(',');
    const most = Number(form.get('media_limit') ?? (ids.length > 1 ? 0 : 3));
    if (!(most >= 1 && most <= 3)) throw new OkRefusal(100, 'PARAM : media_limit');
    const shown = state.topics.filter(({ id, isRemoved }) => !isRemoved && ids.includes(id));
    return { media_topics: shown.map((one) => showOkTopic(state, one)) };
  },
  'photosV2.getUploadUrl': (state, form) => {
    if (!state.rights.includes('PHOTO_CONTENT')) throw new OkRefusal(10, 'PERMISSION_DENIED');
    if (form.get('gid') !== state.group) throw new OkRefusal(100, 'PARAM : gid');
    const id = `photo-${state.photoIds.size + 1}`;
    state.photoIds.add(id);
    const place = `${form.get('_own')}/upload/${id}`;
    return { photo_ids: [id], upload_url: place, expires_ms: state.now() + 86_400_000, ttl_ms: 86_400_000 };
  },
};

/** The server of pictures. */
export function takeOkPicture(state: FakeOkState, request: FakeRequest): unknown {
  const id = request.path.replace('/upload/', '');
  if (!state.photoIds.has(id) || !readSentPicture(request, 'pic1'))
    return { error_code: 500, error_msg: 'No picture' };
  const token = `token-${id}`;
  state.photoTokens.add(token);
  return { photos: { [id]: { token } } };
}
