import { createMaxConnector } from '../../../server/connectors/max/max.ts';
import { openMaxCommentId } from '../../../server/connectors/max/max-seen.ts';
import { type FakeMax, startMaxFake } from '../../fakes/max/max-fake.ts';
import type { FakeMaxMessage } from '../../fakes/max/max-state.ts';
import { createTestTime, type Place, type PublishingWorld, type TestTime } from '../kit/world.ts';

/** A channel with its bot, events by the webhook. */
export async function startMaxWorld(
  time: TestTime = createTestTime(),
): Promise<PublishingWorld & { fake: FakeMax }> {
  const fake = await startMaxFake({ now: () => Math.floor(time.now()) });
  const { server, state, control, bodyOf } = fake;
  const access = {
    pageId: String(state.channel),
    keys: { token: state.token, secret: state.secret },
    baseUrl: server.url,
    mayBePrivate: true,
  };
  const placeOf = ({ mid, post, chat, from }: FakeMaxMessage): Place => {
    const kind = post ? 'comment' : chat === state.channel ? 'post' : 'message';
    return {
      id: post ? `comment:${post}:${mid}` : mid,
      kind,
      threadId: post ?? (kind === 'message' ? `talk:${chat}` : mid),
      authorId: String(from ?? state.channel),
    };
  };
  const midOf = (id: string): string => openMaxCommentId(id)?.mid ?? id;
  const sent = { upTo: 0 };
  const isOwn = ({ from, isRemoved }: FakeMaxMessage): boolean => from === state.bot && !isRemoved;
  const isResidents = ({ from, isRemoved }: FakeMaxMessage): boolean =>
    from !== null && from !== state.bot && !isRemoved;
  return {
    fake,
    connector: createMaxConnector(time.tuning),
    access,
    server,
    post: (text) => placeOf(control['add-post']!({ text }) as FakeMaxMessage),
    comment: (under, text) => {
      const answered = openMaxCommentId(under.id);
      const stand = answered ? { post: answered.post, answered: answered.mid } : { post: under.id };
      return placeOf(control['add-comment']!({ text, ...stand }) as FakeMaxMessage);
    },
    message: (text) => placeOf(control['add-message']!({ text }) as FakeMaxMessage),
    edit: ({ id }, text) => void control.edit!({ mid: midOf(id), text }),
    remove: ({ id }) => void control.remove!({ mid: midOf(id) }),
    deliver: () => {
      const fresh = state.updates.slice(sent.upTo);
      sent.upTo = state.updates.length;
      return fresh.map((update) => ({
        params: {},
        headers: { 'x-max-bot-api-secret': state.secret },
        body: bodyOf(update),
        ip: '185.16.150.1',
      }));
    },
    forge: (delivery, secret) => ({
      ...delivery,
      headers: secret ? { 'x-max-bot-api-secret': secret } : {},
    }),
    withSecret: (secret) => ({ ...access, keys: { token: state.token, secret } }),
    said: () => state.messages.filter(isOwn).map(({ text }) => text),
    standing: () =>
      new Map(state.messages.filter(isResidents).map((one) => [placeOf(one).id, one.text] as const)),
    posts: () =>
      state.messages
        .filter((one) => one.from === null && one.post === null && !one.isRemoved)
        .map(({ mid, seq, text, pictures }) => ({
          id: mid,
          url: `https://max.ru/c/${-state.channel}/${seq}`,
          text,
          pictures: pictures.length,
        })),
    takeDown: (id) => void control.remove!({ mid: id }),
    isPublishing: ({ method, path }) => method === 'POST' && path === '/messages',
    show: (profile) => void control['set-profile']!(profile),
    close: () => {
      state.status = 'removed';
    },
    expire: () => {
      state.token = 'another-token';
    },
    skew: time.skew,
  };
}
