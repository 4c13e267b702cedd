import { createOkConnector } from '../../../server/connectors/ok/ok.ts';
import { openOkId } from '../../../server/connectors/ok/ok-seen.ts';
import { type FakeOk, startOkFake } from '../../fakes/ok/ok-fake.ts';
import type { FakeOkComment, FakeOkMessage, FakeOkTopic } from '../../fakes/ok/ok-state.ts';
import { createTestTime, type Place, type PublishingWorld, type TestTime } from '../kit/world.ts';

/** A group with all its keys: comments are read, messages come by the webhook. */
export async function startOkWorld(
  time: TestTime = createTestTime(),
): Promise<PublishingWorld & { fake: FakeOk }> {
  const fake = await startOkFake({ now: () => Math.floor(time.now()) });
  const { server, state, control } = fake;
  const { applicationKey, applicationSecret, token, groupToken, secret, group } = state;
  const keys = { applicationKey, applicationSecret, token, groupToken };
  const access = { pageId: group, keys: { ...keys, secret }, baseUrl: server.url, mayBePrivate: true };
  const placeOf = ({ id, topic, author }: FakeOkComment): Place => ({
    id: `comment:${topic}:${id}`,
    kind: 'comment',
    threadId: `topic:${topic}`,
    authorId: author,
  });
  const commentIn = (id: string): string => openOkId(id)?.comment ?? '';
  const residents = () => state.comments.filter(({ author, isRemoved }) => author !== group && !isRemoved);
  const sent = { upTo: 0 };
  return {
    fake,
    connector: createOkConnector(time.tuning),
    access,
    server,
    post: (text) => {
      const { id } = control['add-topic']!({ text }) as FakeOkTopic;
      return { id: `topic:${id}`, kind: 'post', threadId: `topic:${id}`, authorId: group };
    },
    comment: (under, text) => {
      const stand = openOkId(under.id);
      const replyTo = stand?.comment ? { replyTo: stand.comment } : {};
      return placeOf(control['add-comment']!({ text, topic: stand?.topic, ...replyTo }) as FakeOkComment);
    },
    message: (text) => {
      const { mid, chat } = control['add-message']!({ text }) as FakeOkMessage;
      return { id: mid, kind: 'message', threadId: `talk:${chat}`, authorId: '502' };
    },
    edit: ({ id }, text) => void control['edit-comment']!({ id: commentIn(id), text }),
    remove: ({ id }) => void control['delete-comment']!({ id: commentIn(id) }),
    deliver: () => {
      const fresh = state.events.slice(sent.upTo);
      sent.upTo = state.events.length;
      return fresh.map((event) => ({
        params: { secret },
        headers: {},
        body: JSON.stringify(event),
        ip: '217.20.145.193',
      }));
    },
    forge: (delivery, forged) => ({ ...delivery, params: { secret: forged } }),
    withSecret: (other) => ({ ...access, keys: { ...keys, secret: other } }),
    said: () => [
      ...state.comments
        .filter(({ author, isRemoved }) => author === group && !isRemoved)
        .map(({ text }) => text),
      ...state.messages.filter(({ sender }) => sender.startsWith('group:')).map(({ text }) => text),
    ],
    standing: () =>
      new Map([
        ...residents().map((comment) => [placeOf(comment).id, comment.text] as const),
        ...state.messages
          .filter(({ sender }) => sender.startsWith('user:'))
          .map(({ mid, text }) => [mid, text] as const),
      ]),
    posts: () =>
      state.topics
        .filter(({ isRemoved }) => !isRemoved)
        .map(({ id, text, photos }) => ({
          id: `topic:${id}`,
          url: `https://ok.ru/group/${group}/topic/${id}`,
          text,
          pictures: photos.length,
        })),
    takeDown: (id) => void control['delete-topic']!({ id: openOkId(id)?.topic }),
    isPublishing: ({ body }) => body.includes('method=mediatopic.post'),
    show: (profile) => void control['set-profile']!(profile),
    close: () => {
      state.group = 'another-group';
    },
    expire: () => {
      state.token = 'another-session';
      state.groupToken = 'another-token';
    },
    skew: time.skew,
  };
}
