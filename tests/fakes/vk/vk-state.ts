import { hash } from 'node:crypto';
import { createFakeProfile, type FakeProfile } from '../kit/fake-profile.ts';

export interface FakeVkPost {
  id: number;
  from: number;
  text: string;
  date: number;
  edited: number;
  isDeleted: boolean;
  /** Sizes of one picture, or none. */
  picture: number | null;
  /** Numbers of pictures that were uploaded for it. */
  photos: number[];
}

export interface FakeVkComment {
  id: number;
  post: number;
  from: number;
  text: string;
  date: number;
  /** The comment at the head of its branch; null = it is one. */
  head: number | null;
  replyTo: number | null;
  isDeleted: boolean;
}

export interface FakeVkMessage {
  id: number;
  number: number;
  peer: number;
  from: number;
  text: string;
  date: number;
  updated: number;
  isOut: boolean;
  isRead: boolean;
  randomId: number;
}

export interface FakeVkEvent {
  type: string;
  event_id: string;
  v: string;
  group_id: number;
  object: unknown;
}

export type FakeVkToken = 'community' | 'user' | 'service';

/** A community, who writes there, and its keys. */
export interface FakeVkState {
  group: { id: number; name: string };
  /** What it shows of itself. */
  profile: FakeProfile;
  /** All communities of the network, this one among them. */
  network: readonly FakeVkState[];
  /** Banned communities stand there by their name alone. */
  isBanned: boolean;
  people: Map<number, { first: string; last: string }>;
  posts: FakeVkPost[];
  comments: FakeVkComment[];
  messages: FakeVkMessage[];
  /** Of all that happened; Long Poll forgets those before `forgotten`. */
  events: FakeVkEvent[];
  forgotten: number;
  pollKey: string;
  tokens: Map<string, FakeVkToken>;
  /** Level of the administrator whose key the user's is: 1 moderator, 2 editor, 3 administrator. */
  adminLevel: number;
  permissions: string[];
  secret: string;
  confirmation: string;
  guids: Map<string, number>;
  /** What was published by which `guid`, and when. */
  postGuids: Map<string, { id: number; at: number }>;
  /** Names of files the server of pictures has taken; numbers of pictures that were saved. */
  uploads: Set<string>;
  photos: Set<number>;
  randoms: Map<string, FakeVkMessage>;
  /** Of posts and comments, as there, from one row. */
  lastId: number;
  lastMessageId: number;
  /** Seconds, by the clock of the network. */
  now: () => number;
  /** Comments of these posts are closed to everybody. */
  closed: Set<number>;
}

/** @param at which of the communities of one network it is: the first has keys without a number. */
export function createVkState(now: () => number, at = 0): FakeVkState {
  const mark = at === 0 ? '' : `-${at}`;
  return {
    group: { id: 7001 + at, name: 'Город на связи' },
    profile: createFakeProfile(),
    network: [],
    isBanned: false,
    people: new Map([
      [101, { first: 'Пётр', last: 'Рябинов' }],
      [102, { first: 'Анна', last: 'Клёнова' }],
      [103, { first: 'Олег', last: 'Тополев' }],
    ]),
    posts: [],
    comments: [],
    messages: [],
    events: [],
    forgotten: 0,
    pollKey: 'poll-key-1',
    tokens: new Map([
      [`vk-community-token${mark}`, 'community'],
      [`vk-user-token${mark}`, 'user'],
      [`vk-service-token${mark}`, 'service'],
    ]),
    adminLevel: 3,
    permissions: ['messages', 'manage'],
    secret: 'vk-callback-secret',
    confirmation: 'c0nf1rm',
    guids: new Map(),
    postGuids: new Map(),
    uploads: new Set(),
    photos: new Set(),
    randoms: new Map(),
    lastId: 0,
    lastMessageId: 0,
    now,
    closed: new Set(),
  };
}

/** Numbers of events look as there, and are the same at every run. */
export function addVkEvent(state: FakeVkState, type: string, object: unknown): FakeVkEvent {
  const event: FakeVkEvent = {
    type,
    event_id: hash('sha1', `${state.events.length}:${type}`),
    v: '5.199',
    group_id: state.group.id,
    object,
  };
  state.events.push(event);
  return event;
}

export function findFakeComment(state: FakeVkState, id: number): FakeVkComment {
  const found = state.comments.find((comment) => comment.id === id);
  if (!found) throw new Error(`No comment ${id}`);
  return found;
}
