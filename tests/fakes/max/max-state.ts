import { createFakeProfile, type FakeProfile } from '../kit/fake-profile.ts';

export interface FakeMaxMessage {
  mid: string;
  seq: number;
  /** Null = written in the channel's own name. */
  from: number | null;
  text: string;
  at: number;
  /** The post it stands under; null = it stands by itself. */
  post: string | null;
  /** The chat it stands in. */
  chat: number;
  answered: string | null;
  /** Tokens of its pictures. */
  pictures: string[];
  isRemoved: boolean;
}

export interface FakeMaxUpdate {
  update_type: string;
  timestamp: number;
  [name: string]: unknown;
}

/** A channel, the bot that is its voice, and talks with it. */
export interface FakeMaxState {
  token: string;
  secret: string;
  bot: number;
  channel: number;
  /** What it shows of itself, and whether the bot is still in it. */
  profile: FakeProfile;
  status: 'active' | 'removed';
  people: Map<number, string>;
  /** Talks with the bot: chat → who. */
  talks: Map<number, number>;
  messages: FakeMaxMessage[];
  updates: FakeMaxUpdate[];
  subscriptions: { url: string; time: number; update_types: string[]; secret: string }[];
  permissions: string[];
  lastSeq: number;
  /** Places that were given for pictures, and tokens of those that came. */
  places: number;
  pictureTokens: string[];
  /** So many more posts are refused, since their pictures are not ready. */
  notReady: number;
  /** ms, by the clock of the network. */
  now: () => number;
}

export function createMaxState(now: () => number): FakeMaxState {
  return {
    token: 'max-bot-token',
    secret: 'max_webhook_secret',
    bot: 900,
    channel: -7001,
    profile: createFakeProfile(),
    status: 'active',
    people: new Map([
      [900, 'Бот города'],
      [201, 'Пётр Рябинов'],
      [202, 'Анна Клёнова'],
    ]),
    talks: new Map([[301, 201]]),
    messages: [],
    updates: [],
    subscriptions: [],
    permissions: ['read_all_messages', 'write', 'edit', 'delete'],
    lastSeq: 0,
    places: 0,
    pictureTokens: [],
    notReady: 0,
    now,
  };
}

const showPerson = (state: FakeMaxState, id: number) => ({
  user_id: id,
  first_name: state.people.get(id)?.split(' ')[0] ?? '',
  last_name: id === state.bot ? null : (state.people.get(id)?.split(' ')[1] ?? null),
  name: state.people.get(id) ?? '',
  username: null,
  is_bot: id === state.bot,
  last_activity_time: 1_796_000_000_000,
});

function showPictures(state: FakeMaxState, { pictures }: FakeMaxMessage): unknown[] | null {
  if (pictures.length === 0) return null;
  return pictures.map((token) => {
    const id = state.pictureTokens.indexOf(token) + 1;
    return { type: 'image', payload: { photo_id: id, url: `https://i.oneme.ru/i?r=${id}`, token } };
  });
}

export function showMaxMessage(state: FakeMaxState, message: FakeMaxMessage): Record<string, unknown> {
  const { mid, seq, text, at, answered, from, chat, post } = message;
  const isChannel = chat === state.channel;
  const target = state.messages.find((one) => one.mid === answered);
  return {
    ...(from !== null && { sender: showPerson(state, from) }),
    recipient: {
      chat_id: chat,
      chat_type: isChannel ? 'channel' : 'dialog',
      user_id: isChannel ? null : from === state.bot ? (state.talks.get(chat) ?? null) : state.bot,
    },
    timestamp: at,
    ...(target && {
      link: {
        type: 'reply',
        chat_id: chat,
        ...(target.from !== null && { sender: showPerson(state, target.from) }),
        message: { mid: target.mid, seq: target.seq, text: target.text, attachments: null },
      },
    }),
    body: { mid, seq, text, attachments: showPictures(state, message) },
    ...(isChannel && post === null && { stat: { views: 55 }, url: `https://max.ru/c/${-chat}/${seq}` }),
  };
}

/** The channel as GET /chats/{id} gives it. */
export const showMaxChannel = ({ channel, profile, status, bot, messages, now }: FakeMaxState) => ({
  chat_id: channel,
  type: 'channel',
  status,
  title: profile.name,
  icon: profile.hasPicture ? { url: 'https://i.oneme.ru/i?r=icon' } : null,
  last_event_time: now(),
  participants_count: profile.members,
  owner_id: bot,
  participants: null,
  is_public: true,
  link: 'https://max.ru/gorod',
  description: profile.description || null,
  messages_count: messages.length,
});

export const showMaxBot = (state: FakeMaxState) => showPerson(state, state.bot);

/** Adds a message or a comment; whoever wrote it, the network tells the bot of all but its own. */
export function addMaxMessage(
  state: FakeMaxState,
  said: Pick<FakeMaxMessage, 'from' | 'text' | 'post' | 'chat' | 'answered'>,
  pictures: string[] = [],
): FakeMaxMessage {
  state.lastSeq += 1;
  const seq = state.lastSeq;
  const message: FakeMaxMessage = {
    ...said,
    mid: `mid.${seq.toString(16).padStart(16, '0')}`,
    seq,
    at: state.now(),
    pictures,
    isRemoved: false,
  };
  state.messages.push(message);
  if (said.from !== state.bot) tellMaxUpdate(state, 'created', message);
  return message;
}

export function tellMaxUpdate(
  state: FakeMaxState,
  what: 'created' | 'edited' | 'removed',
  message: FakeMaxMessage,
): void {
  const { mid, post, chat, from } = message;
  const base = {
    update_type: `${post === null ? 'message' : 'comment'}_${what}`,
    // No two things happen to one message in one millisecond.
    timestamp: state.now() + state.updates.length,
  };
  const removal = { chat_id: chat, user_id: from ?? state.bot, message_id: post ?? mid };
  if (what === 'removed')
    state.updates.push({ ...base, ...removal, ...(post !== null && { comment_id: mid }) });
  else
    state.updates.push({
      ...base,
      message: showMaxMessage(state, message),
      ...(post !== null && { message_id: post }),
      ...(what === 'created' && post === null && chat !== state.channel && { user_locale: 'ru' }),
    });
}
