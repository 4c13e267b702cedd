import { createVkConnector } from '../../../server/connectors/vk/vk.ts';
import { type FakeVk, startVkFake } from '../../fakes/vk/vk-fake.ts';
import type { FakeVkComment, FakeVkMessage, FakeVkPost } from '../../fakes/vk/vk-state.ts';
import { createTestTime, type Place, type PublishingWorld, type TestTime } from '../kit/world.ts';

/** The last number of `comment:-1_2_7`, `wall-1_2`, `message:5_1`. */
const numberIn = (id: string): number => Number(/\d+$/u.exec(id)?.[0]);

/** A community by the Callback API with all its keys; without a public address its events come by Long Poll. */
export async function startVkWorld(
  way: 'callback' | 'poll',
  time: TestTime = createTestTime(),
): Promise<PublishingWorld & { fake: FakeVk }> {
  const fake = await startVkFake({ now: time.now });
  const { server, state, control, bodyOf } = fake;
  const group = state.group.id;
  const secret = way === 'callback' ? state.secret : '';
  const keys = {
    community: 'vk-community-token',
    user: 'vk-user-token',
    service: 'vk-service-token',
    confirmation: state.confirmation,
  };
  const access = {
    pageId: String(group),
    keys: { ...keys, secret },
    baseUrl: server.url,
    mayBePrivate: true,
  };
  const placeOf = (comment: FakeVkComment): Place => ({
    id: `comment:-${group}_${comment.post}_${comment.id}`,
    kind: 'comment',
    threadId: `wall-${group}_${comment.post}`,
    authorId: String(comment.from),
  });
  const sent = { upTo: 0 };
  const residents = () => state.comments.filter(({ from, isDeleted }) => from > 0 && !isDeleted);
  return {
    fake,
    connector: createVkConnector(time.tuning),
    access,
    server,
    post: (text) => {
      const { id } = control['add-post']!({ text, from: 102 }) as FakeVkPost;
      return { id: `wall-${group}_${id}`, kind: 'post', threadId: `wall-${group}_${id}`, authorId: '102' };
    },
    comment: (under, text) =>
      placeOf(
        control['add-comment']!({
          text,
          ...(under.kind === 'post' ? { post: numberIn(under.id) } : { replyTo: numberIn(under.id) }),
        }) as FakeVkComment,
      ),
    message: (text) => {
      const { peer, number } = control['add-message']!({ text, from: 103 }) as FakeVkMessage;
      return { id: `message:${peer}_${number}`, kind: 'message', threadId: `talk:${peer}`, authorId: '103' };
    },
    edit: ({ id }, text) => void control['edit-comment']!({ id: numberIn(id), text }),
    remove: ({ id }) => void control['delete-comment']!({ id: numberIn(id) }),
    deliver: () => {
      const fresh = way === 'callback' ? state.events.slice(sent.upTo) : [];
      sent.upTo = state.events.length;
      return fresh.map((event) => ({ params: {}, headers: {}, body: bodyOf(event), ip: '87.240.128.1' }));
    },
    forge: (delivery, forged) => ({
      ...delivery,
      body: JSON.stringify({ ...JSON.parse(delivery.body), secret: forged || undefined }),
    }),
    withSecret: (other) => ({ ...access, keys: { ...keys, secret: other } }),
    said: () => [
      ...state.comments
        .filter(({ from, isDeleted }) => from === -group && !isDeleted)
        .map(({ text }) => text),
      ...state.messages.filter(({ isOut }) => isOut).map(({ text }) => text),
    ],
    standing: () =>
      new Map([
        ...residents().map((comment) => [placeOf(comment).id, comment.text] as const),
        ...state.messages
          .filter(({ isOut }) => !isOut)
          .map(({ peer, number, text }) => [`message:${peer}_${number}`, text] as const),
      ]),
    posts: () =>
      state.posts
        .filter(({ from, isDeleted }) => from === -group && !isDeleted)
        .map(({ id, text, photos }) => ({
          id: `wall-${group}_${id}`,
          url: `https://vk.com/wall-${group}_${id}`,
          text,
          pictures: photos.length,
        })),
    takeDown: (id) => void control['delete-post']!({ id: numberIn(id) }),
    isPublishing: ({ path }) => path === '/method/wall.post',
    show: (profile) => void control['set-profile']!(profile),
    close: () => {
      state.isBanned = true;
    },
    expire: () => state.tokens.clear(),
    skew: time.skew,
  };
}
