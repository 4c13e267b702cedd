import { createHash } from 'node:crypto';
import { changeFakeProfile } from '../kit/fake-profile.ts';
import { createFakeRate } from '../kit/fake-rate.ts';
import {
  type FakeControl,
  type FakeReply,
  type FakeRequest,
  type FakeServer,
  serveFake,
} from '../kit/fake-server.ts';
import { readWord } from '../kit/input.ts';
import { showOkGroups } from './ok-groups.ts';
import { OkRefusal } from './ok-refusal.ts';
import {
  addOkMessage,
  addOkTopic,
  createOkState,
  type FakeOkComment,
  type FakeOkState,
  nextOkId,
  showOkComment,
  showOkMessage,
} from './ok-state.ts';
import { okTopicMethods, takeOkPicture } from './ok-topics.ts';

export interface FakeOk {
  server: FakeServer;
  state: FakeOkState;
  control: FakeControl;
}

/** Requests a second of a key; the network tells nobody how many it gives. */
const PER_SECOND = 6;

/** Одноклассники on the loopback: a group by REST and its messages by Graph. The network has no schema to check the answers by. */
export async function startOkFake({
  port = 0,
  now = () => Date.now(),
}: {
  port?: number;
  now?: () => number;
} = {}): Promise<FakeOk> {
  const state = createOkState(now);
  const rate = createFakeRate(now);
  const control = createOkControl(state);
  const answer = (request: FakeRequest): FakeReply => {
    if (request.path.startsWith('/upload/')) return { body: takeOkPicture(state, request) };
    try {
      const key = request.path === '/fb.do' ? state.token : state.groupToken;
      if (rate.isOver(key, PER_SECOND)) throw new OkRefusal(8, 'FLOOD_BLOCKED');
      const said =
        request.path === '/fb.do' ? answerRest(state, request, server.url) : answerGraph(state, request);
      // A number of a comment is JSON too: a string of its own.
      return { body: JSON.stringify(said) };
    } catch (error) {
      if (!(error instanceof OkRefusal)) throw error;
      return { body: { error_code: error.code, error_msg: error.message, error_data: null } };
    }
  };
  const server = await serveFake({ port, control, answer });
  return { server, state, control };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The signature as the network counts it, by its own means. */
function checkSignature(state: FakeOkState, form: URLSearchParams): void {
  const names = [...form.keys()].filter((name) => name !== 'access_token' && name !== 'sig').sort();
  const line = names.map((name) => `${name}=${form.get(name)}`).join('');
  if (form.get('sig') !== md5(line + md5(state.token + state.applicationSecret)))
    throw new OkRefusal(104, 'PARAM_SIGNATURE : Invalid signature');
}

function answerRest(state: FakeOkState, { body }: FakeRequest, own: string): unknown {
  const form = new URLSearchParams(body);
  if (form.get('application_key') !== state.applicationKey)
    throw new OkRefusal(101, 'PARAM_API_KEY : Unknown application key');
  if (form.get('access_token') !== state.token)
    throw new OkRefusal(102, 'PARAM_SESSION_EXPIRED : Session expired');
  checkSignature(state, form);
  form.set('_own', own);
  const method = methods[form.get('method') ?? ''];
  if (!method) throw new OkRefusal(3, 'METHOD : Method does not exist');
  return method(state, form);
}

const methods: Readonly<Record<string, (state: FakeOkState, form: URLSearchParams) => unknown>> = {
  ...okTopicMethods,
  'discussions.getList': (state, form) => {
    const standing = state.topics.filter(({ isRemoved }) => !isRemoved);
    const spoken = standing.toReversed().slice(0, Number(form.get('count') ?? 20));
    const discussions = spoken.map(({ id, text }) => ({
      object_id: id,
      object_type: 'GROUP_TOPIC',
      title: text.slice(0, 50),
      owner_uid: state.group,
      ref_objects: [{ type: 'GROUP', id: state.group }],
      new_comments_count: 0,
    }));
    return { anchor: 'next', discussions };
  },
  'discussions.getComments': listComments,
  'discussions.addDiscussionComment': addComment,
  'discussions.deleteDiscussionComment': (state, form) => {
    if (!state.rights.includes('GROUP_CONTENT')) throw new OkRefusal(10, 'PERMISSION_DENIED');
    const comment = state.comments.find(({ id }) => id === form.get('comment_id'));
    if (!comment || comment.isRemoved) throw new OkRefusal(300, 'NOT_FOUND');
    comment.isRemoved = true;
    return { success: true };
  },
  'users.hasAppPermission': (state, form) => state.rights.includes(form.get('ext_perm') ?? ''),
  'group.getInfo': showOkGroups,
  'group.getStatTopics': () => ({ topics: [] }),
};

function requireTopic(state: FakeOkState, id: string | null): string {
  const found = state.topics.find((topic) => topic.id === id);
  if (!found) throw new OkRefusal(300, 'NOT_FOUND : no such discussion');
  return found.id;
}

/** From the newest back; an anchor is the place of the last one that was given. */
function listComments(state: FakeOkState, form: URLSearchParams): unknown {
  const topic = requireTopic(state, form.get('discussionId'));
  const count = Number(form.get('count') ?? 20);
  if (!(count >= 1 && count <= 100)) throw new OkRefusal(100, 'PARAM : count');
  if (form.get('direction') !== 'BACKWARD') throw new OkRefusal(100, 'PARAM : direction');
  const all = state.comments.filter((one) => one.topic === topic && !one.isRemoved).toReversed();
  const anchor = form.get('anchor') ?? 'LAST';
  const from = anchor === 'LAST' ? 0 : Number(anchor.replace('at:', ''));
  const comments = all.slice(from, from + count).map((one) => showOkComment(state, one));
  return {
    discussionId: topic,
    discussionType: 'GROUP_TOPIC',
    anchor: `at:${from + count}`,
    has_more: from + count < all.length,
    comments,
  };
}

function addComment(state: FakeOkState, form: URLSearchParams): unknown {
  if (!state.rights.includes('GROUP_CONTENT')) throw new OkRefusal(10, 'PERMISSION_DENIED');
  const topic = requireTopic(state, form.get('entityId'));
  const text = form.get('comment') ?? '';
  if (!text.trim()) throw new OkRefusal(100, 'PARAM : comment');
  const replyTo = form.get('reply_to_comment_id');
  if (replyTo && !state.comments.some(({ id, isRemoved }) => id === replyTo && !isRemoved))
    throw new OkRefusal(300, 'NOT_FOUND : no such comment');
  const author = form.get('as_admin') === 'true' ? state.group : '500';
  const comment = { id: nextOkId(state), topic, author, text, at: state.now(), replyTo, isRemoved: false };
  state.comments.push(comment);
  return comment.id;
}

function answerGraph(state: FakeOkState, { method, path, query, body }: FakeRequest): unknown {
  if (query.get('access_token') !== state.groupToken)
    throw new OkRefusal(103, 'PARAM_SESSION_KEY : Invalid session key');
  const input: Record<string, unknown> = body ? JSON.parse(body) : {};
  if (path === '/graph/me/subscriptions')
    return { subscriptions: state.subscriptions.map((url) => ({ url })) };
  if (path === '/graph/me/subscribe' && method === 'POST') {
    state.subscriptions.push(readWord(input, 'url'));
    return { success: true };
  }
  const [, chat] = /^\/graph\/me\/messages\/(.+)$/u.exec(decodeURIComponent(path)) ?? [];
  const talk = state.messages.filter((message) => message.chat === chat);
  if (!chat || talk.length === 0) throw new OkRefusal(300, 'NOT_FOUND : no such chat');
  if (method === 'GET') {
    const shown = talk.toReversed().slice(0, Number(query.get('count') ?? 20));
    return { messages: shown.map((message) => showOkMessage(state, message)) };
  }
  const said = input.message;
  const text = typeof said === 'object' && said !== null && 'text' in said ? String(said.text) : '';
  if (!text.trim()) throw new OkRefusal(100, 'PARAM : message');
  const sent = addOkMessage(state, { chat, sender: `group:${state.group}`, text });
  return { recipient_id: chat, message_id: sent.mid };
}

function createOkControl(state: FakeOkState): FakeControl {
  const find = (input: Record<string, unknown>): FakeOkComment => {
    const found = state.comments.find(({ id }) => id === readWord(input, 'id'));
    if (!found) throw new Error('No such comment');
    return found;
  };
  return {
    state: () => ({ topics: state.topics, comments: state.comments, messages: state.messages }),
    'set-profile': (input) => changeFakeProfile(state.profile, input),
    'add-topic': (input) => addOkTopic(state, readWord(input, 'text')),
    'delete-topic': (input) => {
      const topic = state.topics.find(({ id }) => id === readWord(input, 'id'));
      if (!topic) throw new Error('No such topic');
      topic.isRemoved = true;
    },
    'add-comment': (input) => {
      const comment = {
        id: nextOkId(state),
        topic: readWord(input, 'topic'),
        author: readWord(input, 'author', '501'),
        text: readWord(input, 'text'),
        at: state.now(),
        replyTo: 'replyTo' in input ? readWord(input, 'replyTo') : null,
        isRemoved: false,
      };
      state.comments.push(comment);
      return comment;
    },
    'edit-comment': (input) => {
      find(input).text = readWord(input, 'text');
    },
    'delete-comment': (input) => {
      find(input).isRemoved = true;
    },
    'add-message': (input) =>
      addOkMessage(state, { chat: 'chat:C3a', sender: 'user:502', text: readWord(input, 'text') }),
    forget: () => {
      state.subscriptions = [];
    },
  };
}
