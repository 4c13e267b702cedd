import { createFakeProfile, type FakeProfile } from '../kit/fake-profile.ts';

export interface FakeOkTopic {
  id: string;
  text: string;
  at: number;
  /** Tokens of its pictures. */
  photos: string[];
  /** `group:1`, or the administrator. */
  author: string;
  isRemoved: boolean;
}

export interface FakeOkComment {
  id: string;
  topic: string;
  /** The group's own number where it answers officially. */
  author: string;
  text: string;
  at: number;
  replyTo: string | null;
  isRemoved: boolean;
}

export interface FakeOkMessage {
  mid: string;
  seq: number;
  chat: string;
  /** `user:1` or `group:2`. */
  sender: string;
  text: string;
  at: number;
}

/** A group, who writes there, and its keys. */
export interface FakeOkState {
  group: string;
  /** What it shows of itself. */
  profile: FakeProfile;
  applicationKey: string;
  applicationSecret: string;
  /** An administrator's session. */
  token: string;
  groupToken: string;
  secret: string;
  rights: string[];
  people: Map<string, string>;
  topics: FakeOkTopic[];
  /** Photos a place was given for, and tokens of those that came. */
  photoIds: Set<string>;
  photoTokens: Set<string>;
  comments: FakeOkComment[];
  messages: FakeOkMessage[];
  /** Messages the webhook has to bring. */
  events: unknown[];
  subscriptions: string[];
  lastId: number;
  /** ms, by the clock of the network. */
  now: () => number;
}

export function createOkState(now: () => number): FakeOkState {
  return {
    group: '57001',
    profile: createFakeProfile(),
    applicationKey: 'CTESTAPPLICATIONKEY',
    applicationSecret: '0123456789ABCDEF01234567',
    token: 'ok-admin-session-token',
    groupToken: 'ok-group-message-token',
    secret: 'ok-address-secret-0001',
    rights: ['VALUABLE_ACCESS', 'GROUP_CONTENT', 'PHOTO_CONTENT'],
    people: new Map([
      ['501', 'Пётр Рябинов'],
      ['502', 'Анна Клёнова'],
    ]),
    topics: [],
    photoIds: new Set(),
    photoTokens: new Set(),
    comments: [],
    messages: [],
    events: [],
    subscriptions: [],
    lastId: 0,
    now,
  };
}

export const nextOkId = (state: FakeOkState): string => {
  state.lastId += 1;
  return String(150_000_000_000_000 + state.lastId);
};

export const addOkTopic = (
  state: FakeOkState,
  text: string,
  photos: string[] = [],
  author: string = `group:${state.group}`,
): FakeOkTopic => {
  const topic = { id: nextOkId(state), text, at: state.now(), photos, author, isRemoved: false };
  state.topics.push(topic);
  return topic;
};

export const showOkTopic = (state: FakeOkState, { id, text, at, photos, author }: FakeOkTopic) => ({
  id,
  created_ms: at,
  author_ref: author,
  owner_ref: `group:${state.group}`,
  media: [{ type: 'text', text }, ...(photos.length > 0 ? [{ type: 'photo' }] : [])],
  like_summary: { count: 4 },
  reshare_summary: { count: 1 },
  discussion_summary: {
    discussion_id: id,
    discussion_type: 'GROUP_TOPIC',
    comments_count: state.comments.filter(({ topic, isRemoved }) => topic === id && !isRemoved).length,
  },
});

export const showOkComment = (state: FakeOkState, comment: FakeOkComment) => ({
  id: comment.id,
  author_id: comment.author,
  author_name: state.people.get(comment.author) ?? 'Город на связи',
  text: comment.text,
  type: 'ACTIVE_MESSAGE',
  created_ms: comment.at,
  like_count: 0,
  ...(comment.replyTo !== null && { reply_to_comment_id: comment.replyTo }),
});

export const showOkMessage = (state: FakeOkState, message: FakeOkMessage) => ({
  sender: {
    user_id: message.sender,
    name: state.people.get(message.sender.replace('user:', '')) ?? 'Город на связи',
  },
  recipient: { chat_id: message.chat },
  message: { text: message.text, seq: message.seq, mid: message.mid },
  timestamp: message.at,
});

export function addOkMessage(
  state: FakeOkState,
  said: Pick<FakeOkMessage, 'chat' | 'sender' | 'text'>,
): FakeOkMessage {
  state.lastId += 1;
  const message = { ...said, mid: `mid:C3.${state.lastId.toString(16)}`, seq: state.lastId, at: state.now() };
  state.messages.push(message);
  if (said.sender.startsWith('user:'))
    state.events.push({ webhookType: 'MESSAGE_CREATED', ...showOkMessage(state, message) });
  return message;
}
