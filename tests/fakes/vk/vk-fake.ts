import { changeFakeProfile } from '../kit/fake-profile.ts';
import { createFakeRate } from '../kit/fake-rate.ts';
import {
  type FakeControl,
  type FakeReply,
  type FakeRequest,
  type FakeServer,
  serveFake,
} from '../kit/fake-server.ts';
import { readNumber, readWord } from '../kit/input.ts';
import { VkRefusal } from './vk-asked.ts';
import { addFakeMessage, fakeVkMethods } from './vk-methods.ts';
import { showComment, showMessage, showPost } from './vk-objects.ts';
import { refuseByVkSchema } from './vk-schema.ts';
import {
  addVkEvent,
  createVkState,
  type FakeVkState,
  type FakeVkToken,
  findFakeComment,
} from './vk-state.ts';
import { takeVkPicture } from './vk-wall-methods.ts';

/** Requests a second that each kind of key is given. */
const limits: Readonly<Record<FakeVkToken, number>> = { community: 20, user: 3, service: 5 };

export interface FakeVk {
  server: FakeServer;
  state: FakeVkState;
  /** All communities, this one first: each has keys of its own. */
  communities: readonly FakeVkState[];
  /** What people do in the network; the control API has the same verbs. */
  control: FakeControl;
  /** The body of the Callback API for an event, with the secret. */
  bodyOf: (event: FakeVkState['events'][number]) => string;
}

/** Events that `objects.json` describes, by the definition of their object. */
const definitions: Readonly<Record<string, string>> = {
  wall_post_new: 'callback_wall_post_new',
  wall_reply_new: 'callback_wall_reply_new',
  wall_reply_edit: 'callback_wall_reply_edit',
  wall_reply_restore: 'callback_wall_reply_restore',
  wall_reply_delete: 'callback_wall_comment_delete',
  message_new: 'callback_message_new',
  message_reply: 'messages_message',
  message_edit: 'messages_message',
};

interface FakeVkOptions {
  port?: number;
  /** ms, for limits and dates. */
  now?: () => number;
  /** How many communities there are; people speak in the first alone. */
  communities?: number;
}

/** ВКонтакте on the loopback: the API, Long Poll, and bodies of the Callback API. */
export async function startVkFake({
  port = 0,
  now = () => Date.now(),
  communities: count = 1,
}: FakeVkOptions = {}): Promise<FakeVk> {
  const seconds = () => Math.floor(now() / 1000);
  const state = createVkState(seconds);
  const others = Array.from({ length: count - 1 }, (_, at) => createVkState(seconds, at + 1));
  const communities = [state, ...others];
  for (const one of communities) one.network = communities;
  const rate = createFakeRate(now);
  const control = createControl(state);
  const server = await serveFake({
    port,
    control,
    answer: (request) => {
      if (request.path.startsWith('/lp/')) return answerPoll(state, request);
      const [, group] = /^\/upload\/(\d+)$/u.exec(request.path) ?? [];
      const own = communities.find((one) => one.group.id === Number(group));
      return own ? { body: takeVkPicture(own, request) } : answerMethod(request);
    },
  });

  function answerMethod(request: FakeRequest): FakeReply {
    const name = request.path.replace('/method/', '');
    const form = new URLSearchParams(request.body);
    const given = request.headers.authorization?.replace(/^Bearer /u, '') ?? form.get('access_token') ?? '';
    form.set('_own', server.url);
    try {
      const method = fakeVkMethods[name];
      if (!method) throw new VkRefusal(3, 'Unknown method passed');
      if (form.get('v') !== '5.199') throw new VkRefusal(8, 'Invalid request: v is wrong');
      const own = communities.find((one) => one.tokens.has(given)) ?? state;
      const token = own.tokens.get(given);
      if (!token) throw new VkRefusal(5, 'User authorization failed: invalid access_token');
      if (!method.tokens.includes(token)) throw new VkRefusal(wrongKind[token], 'method is unavailable');
      if (rate.isOver(given, limits[token])) throw new VkRefusal(6, 'Too many requests per second');
      const body = { response: method.answer(own, form, token) };
      return checked(`responses.json#/definitions/${method.response}`, body);
    } catch (error) {
      if (!(error instanceof VkRefusal)) throw error;
      const said = { inner_type: 'base_error', error_code: error.code, error_msg: error.message };
      return checked('objects.json#/definitions/base_error', said, { error: said });
    }
  }

  function checked(reference: string, value: unknown, body = value): FakeReply {
    const refused = refuseByVkSchema(reference, value);
    if (!refused) return { body };
    server.schemaFaults.push(refused);
    return { status: 500, body: { schema: refused } };
  }

  return {
    server,
    state,
    communities,
    control,
    bodyOf: (event) => {
      const definition = definitions[event.type];
      const refused = definition && refuseByVkSchema(`objects.json#/definitions/${definition}`, event.object);
      const body = { ...event, secret: state.secret };
      const envelope = refuseByVkSchema('objects.json#/definitions/callback_base', body);
      for (const fault of [refused, envelope]) if (fault) server.schemaFaults.push(`${event.type}: ${fault}`);
      return JSON.stringify(body);
    },
  };
}

/** What the network says to a key of the wrong kind. */
const wrongKind: Readonly<Record<FakeVkToken, number>> = { community: 27, service: 28, user: 15 };

function answerPoll(state: FakeVkState, { query }: FakeRequest): FakeReply {
  if (query.get('key') !== state.pollKey) return { body: { failed: 2 } };
  const from = Number(query.get('ts'));
  if (from > state.events.length) return { body: { failed: 3 } };
  const ts = String(state.events.length);
  if (from < state.forgotten) return { body: { failed: 1, ts } };
  return { body: { ts, updates: state.events.slice(from) } };
}

function createControl(state: FakeVkState): FakeControl {
  const owner = -state.group.id;
  return {
    state: () => ({ posts: state.posts, comments: state.comments, messages: state.messages }),
    'add-post': (input) => {
      state.lastId += 1;
      const post = {
        id: state.lastId,
        from: readNumber(input, 'from', owner),
        text: readWord(input, 'text'),
        date: state.now(),
        edited: 0,
        isDeleted: false,
        picture: 'picture' in input ? readNumber(input, 'picture') : null,
        photos: [],
      };
      state.posts.push(post);
      addVkEvent(state, 'wall_post_new', showPost(state, post));
      return post;
    },
    'set-profile': (input) => changeFakeProfile(state.profile, input),
    'add-person': (input) => {
      const person = { first: readWord(input, 'first'), last: readWord(input, 'last') };
      state.people.set(readNumber(input, 'id'), person);
    },
    'edit-post': (input) => {
      const post = state.posts.find(({ id }) => id === readNumber(input, 'id'));
      if (!post) throw new Error('No such post');
      post.text = readWord(input, 'text');
      post.edited = state.now();
    },
    'delete-post': (input) => {
      const post = state.posts.find(({ id }) => id === readNumber(input, 'id'));
      if (!post) throw new Error('No such post');
      post.isDeleted = true;
    },
    'add-comment': (input) => {
      const answered = 'replyTo' in input ? findFakeComment(state, readNumber(input, 'replyTo')) : null;
      state.lastId += 1;
      const comment = {
        id: state.lastId,
        post: answered?.post ?? readNumber(input, 'post'),
        from: readNumber(input, 'from', 101),
        text: readWord(input, 'text'),
        date: state.now(),
        head: answered ? (answered.head ?? answered.id) : null,
        replyTo: answered?.id ?? null,
        isDeleted: false,
      };
      state.comments.push(comment);
      addVkEvent(state, 'wall_reply_new', showComment(state, comment));
      return comment;
    },
    'edit-comment': (input) => {
      const comment = findFakeComment(state, readNumber(input, 'id'));
      comment.text = readWord(input, 'text');
      addVkEvent(state, 'wall_reply_edit', showComment(state, comment));
    },
    'delete-comment': (input) => {
      const comment = findFakeComment(state, readNumber(input, 'id'));
      comment.isDeleted = true;
      const { id, post, from } = comment;
      addVkEvent(state, 'wall_reply_delete', { owner_id: owner, id, post_id: post, user_id: from });
    },
    'restore-comment': (input) => {
      const comment = findFakeComment(state, readNumber(input, 'id'));
      comment.isDeleted = false;
      addVkEvent(state, 'wall_reply_restore', showComment(state, comment));
    },
    'add-message': (input) =>
      addFakeMessage(state, {
        peer: readNumber(input, 'from', 101),
        text: readWord(input, 'text'),
        randomId: 0,
        isOut: false,
      }),
    'edit-message': (input) => {
      const message = state.messages.find(({ id }) => id === readNumber(input, 'id'));
      if (!message) throw new Error('No such message');
      message.text = readWord(input, 'text');
      message.updated = state.now();
      addVkEvent(state, 'message_edit', showMessage(message));
    },
  };
}
