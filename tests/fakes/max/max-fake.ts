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
import {
  changeMessage,
  type MaxAnswered,
  MaxRefusal,
  readPictures,
  readText,
  takeMaxPicture,
} from './max-posts.ts';
import { refuseByMaxSchema } from './max-schema.ts';
import {
  addMaxMessage,
  createMaxState,
  type FakeMaxMessage,
  type FakeMaxState,
  type FakeMaxUpdate,
  showMaxBot,
  showMaxChannel,
  showMaxMessage,
  tellMaxUpdate,
} from './max-state.ts';

export interface FakeMax {
  server: FakeServer;
  state: FakeMaxState;
  control: FakeControl;
  /** The body of the webhook for an event. */
  bodyOf: (update: FakeMaxUpdate) => string;
}

/** Events the schema describes; those of comments it does not. */
const definitions: Readonly<Record<string, string>> = {
  message_created: 'MessageCreatedUpdate',
  message_edited: 'MessageEditedUpdate',
  message_removed: 'MessageRemovedUpdate',
};

/** MAX on the loopback: a channel with its bot. */
export async function startMaxFake({
  port = 0,
  now = () => Date.now(),
}: {
  port?: number;
  now?: () => number;
} = {}): Promise<FakeMax> {
  const state = createMaxState(now);
  const rate = createFakeRate(now);
  const control = createMaxControl(state);
  const server = await serveFake({ port, control, answer: (request) => answerMax(request) });

  function answerMax(request: FakeRequest): FakeReply {
    if (request.path.startsWith('/upload/')) return { body: takeMaxPicture(state, request) };
    try {
      // The token goes in its header alone, whatever the schema says of a query.
      if (request.headers.authorization !== state.token) throw new MaxRefusal(401, 'verify.token');
      if (rate.isOver(state.token, 30)) throw new MaxRefusal(429, 'too.many.requests');
      const { schema, body } = route(state, request, server.url);
      const refused = refuseByMaxSchema(schema, body);
      if (!refused) return { body };
      server.schemaFaults.push(refused);
      return { status: 500, body: { code: 'schema', message: refused } };
    } catch (error) {
      if (!(error instanceof MaxRefusal)) throw error;
      const said = { code: error.message, message: `No: ${error.message}` };
      const refused = refuseByMaxSchema('Error', said);
      if (refused) server.schemaFaults.push(refused);
      return { status: error.status, body: said };
    }
  }

  return {
    server,
    state,
    control,
    bodyOf: (update) => {
      const definition = definitions[update.update_type];
      const refused = definition ? refuseByMaxSchema(definition, update) : null;
      if (refused) server.schemaFaults.push(refused);
      return JSON.stringify(update);
    },
  };
}

function route(state: FakeMaxState, request: FakeRequest, own: string): MaxAnswered {
  const { method, path, query, body } = request;
  const input: Record<string, unknown> = body ? JSON.parse(body) : {};
  const [, post, comments] = /^\/messages\/([^/]+)(\/comments)?$/u.exec(path) ?? [];
  if (post && comments) return routeComments(state, request, decodeURIComponent(post), input);
  if (path === '/me' && method === 'GET') return { schema: 'BotInfo', body: showMaxBot(state) };
  if (path === '/messages' && method === 'GET') return listMessages(state, query);
  if (path === '/messages' && method === 'POST') return sendMessage(state, query, input);
  if (path === '/messages' && (method === 'PUT' || method === 'DELETE'))
    return changeMessage(state, method, query, input);
  if (path === '/uploads' && method === 'POST') {
    if (query.get('type') !== 'image') throw new MaxRefusal(400, 'proto.payload');
    state.places += 1;
    return { schema: 'UploadEndpoint', body: { url: `${own}/upload/${state.places}` } };
  }
  if (path === '/subscriptions') return routeSubscriptions(state, method, input);
  if (path === '/updates' && method === 'GET') return listUpdates(state, query);
  if (path === `/chats/${state.channel}` && method === 'GET')
    return { schema: 'Chat', body: showMaxChannel(state) };
  if (path === `/chats/${state.channel}/members/me`)
    return {
      schema: 'ChatMember',
      body: {
        ...showMaxBot(state),
        last_access_time: 1,
        is_owner: false,
        is_admin: true,
        join_time: 1,
        permissions: state.permissions,
      },
    };
  throw new MaxRefusal(404, 'not.found');
}

const alive = ({ isRemoved }: FakeMaxMessage): boolean => !isRemoved;

function countOf(query: URLSearchParams): number {
  const count = Number(query.get('count') ?? 50);
  if (!(count >= 1 && count <= 100)) throw new MaxRefusal(400, 'proto.payload');
  return count;
}

function listMessages(state: FakeMaxState, query: URLSearchParams): MaxAnswered {
  const ids = query.get('message_ids')?.split(',');
  if (ids) {
    const named = state.messages.filter((one) => ids.includes(one.mid) && alive(one));
    return { schema: 'MessageList', body: { messages: named.map((one) => showMaxMessage(state, one)) } };
  }
  const chat = Number(query.get('chat_id'));
  if (chat !== state.channel && !state.talks.has(chat)) throw new MaxRefusal(403, 'chat.denied');
  const until = Number(query.get('from') ?? Number.POSITIVE_INFINITY);
  const found = state.messages.filter(
    (one) => one.chat === chat && one.post === null && alive(one) && one.at <= until,
  );
  const shown = found.toReversed().slice(0, countOf(query));
  return { schema: 'MessageList', body: { messages: shown.map((one) => showMaxMessage(state, one)) } };
}

function sendMessage(
  state: FakeMaxState,
  query: URLSearchParams,
  input: Record<string, unknown>,
): MaxAnswered {
  const refused = refuseByMaxSchema('NewMessageBody', input);
  if (refused) throw new MaxRefusal(400, 'proto.payload');
  const chat = Number(query.get('chat_id'));
  if (chat !== state.channel && !state.talks.has(chat)) throw new MaxRefusal(403, 'chat.denied');
  if (chat === state.channel && !state.permissions.includes('write'))
    throw new MaxRefusal(403, 'chat.denied');
  const said = { from: chat === state.channel ? null : state.bot, text: readText(input), post: null, chat };
  const pictures = readPictures(state, input);
  const message = addMaxMessage(state, { ...said, answered: readLink(state, input) }, pictures);
  return { schema: 'SendMessageResult', body: { message: showMaxMessage(state, message) } };
}

function readLink(state: FakeMaxState, { link }: Record<string, unknown>): string | null {
  const mid = typeof link === 'object' && link !== null && 'mid' in link ? String(link.mid) : null;
  if (mid !== null && !state.messages.some((one) => one.mid === mid && alive(one)))
    throw new MaxRefusal(400, 'message.not.found');
  return mid;
}

function routeComments(
  state: FakeMaxState,
  { method, query }: FakeRequest,
  post: string,
  input: Record<string, unknown>,
): MaxAnswered {
  const isThere = state.messages.some((one) => one.mid === post && one.chat === state.channel && alive(one));
  if (!isThere) throw new MaxRefusal(404, 'message.not.found');
  const all = state.messages.filter((one) => one.post === post && alive(one));
  if (method === 'GET') {
    const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
    const found = all.filter(({ at }) => at < before).toReversed();
    const messages = found.slice(0, countOf(query)).map((one) => showMaxMessage(state, one));
    return { schema: 'MessageList', body: { messages } };
  }
  if (method === 'POST') {
    const said = { from: state.bot, text: readText(input), post, chat: state.channel };
    const message = addMaxMessage(state, { ...said, answered: readLink(state, input) });
    return { schema: 'SendMessageResult', body: { message: showMaxMessage(state, message) } };
  }
  if (method !== 'DELETE') throw new MaxRefusal(405, 'method.not.allowed');
  const comment = all.find(({ mid }) => mid === query.get('comment_id'));
  if (!comment) throw new MaxRefusal(404, 'comment.not.found');
  comment.isRemoved = true;
  tellMaxUpdate(state, 'removed', comment);
  return { schema: 'SimpleQueryResult', body: { success: true } };
}

function routeSubscriptions(
  state: FakeMaxState,
  method: string,
  input: Record<string, unknown>,
): MaxAnswered {
  if (method === 'GET') {
    const shown = state.subscriptions.map(({ url, time, update_types }) => ({ url, time, update_types }));
    return { schema: 'GetSubscriptionsResult', body: { subscriptions: shown } };
  }
  if (refuseByMaxSchema('SubscriptionRequestBody', input)) throw new MaxRefusal(400, 'proto.payload');
  const types = Array.isArray(input.update_types) ? input.update_types.map(String) : [];
  const own = { url: readWord(input, 'url'), secret: readWord(input, 'secret', '') };
  state.subscriptions = state.subscriptions.filter(({ url }) => url !== own.url);
  state.subscriptions.push({ ...own, time: state.now(), update_types: types });
  return { schema: 'SimpleQueryResult', body: { success: true } };
}

function listUpdates(state: FakeMaxState, query: URLSearchParams): MaxAnswered {
  if (state.subscriptions.length > 0) throw new MaxRefusal(405, 'method.not.allowed');
  const from = query.has('marker') ? Number(query.get('marker')) : Math.max(0, state.updates.length - 1);
  const shown = state.updates.slice(from, from + Number(query.get('limit') ?? 100));
  return { schema: 'UpdateList', body: { updates: shown, marker: from + shown.length } };
}

function createMaxControl(state: FakeMaxState): FakeControl {
  const find = (input: Record<string, unknown>): FakeMaxMessage => {
    const found = state.messages.find(({ mid }) => mid === readWord(input, 'mid'));
    if (!found) throw new Error('No such message');
    return found;
  };
  return {
    state: () => ({ messages: state.messages, subscriptions: state.subscriptions }),
    'set-profile': (input) => changeFakeProfile(state.profile, input),
    'add-post': (input) =>
      addMaxMessage(state, {
        from: null,
        text: readWord(input, 'text'),
        post: null,
        chat: state.channel,
        answered: null,
      }),
    'add-comment': (input) =>
      addMaxMessage(state, {
        from: readNumber(input, 'from', 201),
        text: readWord(input, 'text'),
        post: readWord(input, 'post'),
        chat: state.channel,
        answered: 'answered' in input ? readWord(input, 'answered') : null,
      }),
    'add-message': (input) =>
      addMaxMessage(state, {
        from: 201,
        text: readWord(input, 'text'),
        post: null,
        chat: 301,
        answered: null,
      }),
    edit: (input) => {
      const message = find(input);
      message.text = readWord(input, 'text');
      tellMaxUpdate(state, 'edited', message);
    },
    remove: (input) => {
      const message = find(input);
      message.isRemoved = true;
      tellMaxUpdate(state, 'removed', message);
    },
    forget: () => {
      state.subscriptions = [];
    },
  };
}
