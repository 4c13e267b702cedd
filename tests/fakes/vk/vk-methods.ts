import { countOf, type FakeVkMethod, numberOf, requireOwner, VkRefusal } from './vk-asked.ts';
import { showVkGroups } from './vk-groups.ts';
import { showComment, showMessage, showNames } from './vk-objects.ts';
import {
  addVkEvent,
  type FakeVkComment,
  type FakeVkMessage,
  type FakeVkState,
  type FakeVkToken,
} from './vk-state.ts';
import { fakeVkWallMethods } from './vk-wall-methods.ts';

function listComments(state: FakeVkState, form: URLSearchParams): unknown {
  requireOwner(state, form);
  const post = numberOf(form, 'post_id');
  if (state.closed.has(post)) throw new VkRefusal(212, 'Access to post comments denied');
  if (!state.posts.some(({ id, isDeleted }) => id === post && !isDeleted))
    throw new VkRefusal(15, 'Access denied: post was deleted');
  const branch = numberOf(form, 'thread_items_count');
  if (!(branch >= 0 && branch <= 10)) throw new VkRefusal(100, 'thread_items_count should be 0..10');
  const head = form.has('comment_id') ? numberOf(form, 'comment_id') : null;
  const level = state.comments.filter((comment) => comment.post === post && comment.head === head);
  // A comment that was deleted is shown where there is something under it.
  const alive = level.filter(
    ({ id, isDeleted }) => !isDeleted || state.comments.some((one) => one.head === id && !one.isDeleted),
  );
  const sorted = form.get('sort') === 'desc' ? alive.toReversed() : alive;
  const offset = numberOf(form, 'offset');
  const shown = sorted.slice(offset, offset + countOf(form, 100, 10));
  const under = state.comments.filter((comment) => comment.post === post).map(({ from }) => from);
  return {
    count: state.comments.filter((comment) => comment.post === post).length,
    current_level_count: alive.length,
    can_post: true,
    groups_can_post: true,
    show_reply_button: true,
    items: shown.map((comment) => showComment(state, comment, branch)),
    ...showNames(state, under),
  };
}

function createComment(state: FakeVkState, form: URLSearchParams, token: FakeVkToken): unknown {
  requireOwner(state, form);
  const [post, text, guid] = [numberOf(form, 'post_id'), form.get('message') ?? '', form.get('guid') ?? ''];
  if (!guid) throw new VkRefusal(100, 'guid: nobody speaks here without a key against repeats');
  if (!text.trim()) throw new VkRefusal(100, 'message is empty');
  if (!state.posts.some(({ id, isDeleted }) => id === post && !isDeleted) || state.closed.has(post))
    throw new VkRefusal(213, 'Access to status replies denied');
  const isOfGroup = token === 'community' || form.has('from_group');
  const known = state.guids.get(guid);
  if (known) return { comment_id: known, parents_stack: [] };
  const replyTo = form.has('reply_to_comment') ? numberOf(form, 'reply_to_comment') : null;
  const answered = replyTo === null ? null : state.comments.find(({ id }) => id === replyTo);
  if (answered === undefined || answered?.isDeleted) throw new VkRefusal(100, 'reply_to_comment is invalid');
  state.lastId += 1;
  const comment: FakeVkComment = {
    id: state.lastId,
    post,
    from: isOfGroup ? -state.group.id : 1,
    text,
    date: state.now(),
    head: answered ? (answered.head ?? answered.id) : null,
    replyTo,
    isDeleted: false,
  };
  state.comments.push(comment);
  state.guids.set(guid, comment.id);
  addVkEvent(state, 'wall_reply_new', showComment(state, comment));
  return { comment_id: comment.id, parents_stack: comment.head === null ? [] : [comment.head] };
}

function deleteComment(state: FakeVkState, form: URLSearchParams): unknown {
  requireOwner(state, form);
  const comment = state.comments.find(({ id }) => id === numberOf(form, 'comment_id'));
  if (!comment || comment.isDeleted) throw new VkRefusal(104, 'Not found');
  comment.isDeleted = true;
  const { id, post } = comment;
  addVkEvent(state, 'wall_reply_delete', { owner_id: -state.group.id, id, post_id: post, user_id: 1 });
  return 1;
}

/** Only what was deleted is restored. */
function restoreComment(state: FakeVkState, form: URLSearchParams): unknown {
  requireOwner(state, form);
  const comment = state.comments.find(({ id }) => id === numberOf(form, 'comment_id'));
  if (!comment) throw new VkRefusal(104, 'Not found');
  if (!comment.isDeleted) throw new VkRefusal(243, 'Comment has not been deleted');
  comment.isDeleted = false;
  addVkEvent(state, 'wall_reply_restore', showComment(state, comment));
  return 1;
}

function sendMessage(state: FakeVkState, form: URLSearchParams): unknown {
  const [peer, text, randomId] = [
    numberOf(form, 'peer_ids'),
    form.get('message') ?? '',
    numberOf(form, 'random_id'),
  ];
  if (!randomId) throw new VkRefusal(100, 'random_id: nobody speaks here without a key against repeats');
  if (!Number.isInteger(randomId) || randomId > 0x7fffffff) throw new VkRefusal(100, 'random_id not integer');
  if (text.length > 9000) throw new VkRefusal(914, 'Message is too long');
  const talk = state.messages.filter((message) => message.peer === peer);
  if (talk.length === 0) throw new VkRefusal(901, "Can't send messages for users without permission");
  const known = state.randoms.get(`${peer}:${randomId}`);
  const message = known ?? addFakeMessage(state, { peer, text, randomId, isOut: true });
  state.randoms.set(`${peer}:${randomId}`, message);
  return [{ peer_id: peer, message_id: message.id, conversation_message_id: message.number }];
}

export function addFakeMessage(
  state: FakeVkState,
  said: { peer: number; text: string; randomId: number; isOut: boolean },
): FakeVkMessage {
  state.lastMessageId += 1;
  const message: FakeVkMessage = {
    ...said,
    id: state.lastMessageId,
    number: state.messages.filter(({ peer }) => peer === said.peer).length + 1,
    from: said.isOut ? -state.group.id : said.peer,
    date: state.now(),
    updated: 0,
    isRead: said.isOut,
  };
  state.messages.push(message);
  const shown = showMessage(message);
  const client = {
    button_actions: ['text'],
    keyboard: true,
    inline_keyboard: true,
    carousel: false,
    lang_id: 0,
  };
  addVkEvent(
    state,
    said.isOut ? 'message_reply' : 'message_new',
    said.isOut ? shown : { message: shown, client_info: client },
  );
  return message;
}

function listTalks(state: FakeVkState, form: URLSearchParams): unknown {
  const peers = [...new Set(state.messages.map(({ peer }) => peer))];
  const items = peers.flatMap((peer) => {
    const talk = state.messages.filter((message) => message.peer === peer);
    const unread = talk.filter(({ isRead }) => !isRead).length;
    const last = talk.at(-1)!;
    const conversation = {
      peer: { id: peer, type: 'user', local_id: peer },
      last_message_id: last.id,
      last_conversation_message_id: last.number,
      in_read: 0,
      out_read: 0,
      version: last.id,
      unread_count: unread,
    };
    return unread > 0 ? [{ conversation, last_message: showMessage(last) }] : [];
  });
  const offset = Number(form.get('offset') ?? 0);
  const shown = items.slice(offset, offset + countOf(form, 200, 20));
  return { count: items.length, unread_count: items.length, items: shown };
}

function listMessages(state: FakeVkState, form: URLSearchParams): unknown {
  const talk = state.messages.filter(({ peer }) => peer === numberOf(form, 'peer_id')).toReversed();
  return { count: talk.length, items: talk.slice(0, countOf(form, 200, 20)).map(showMessage) };
}

export const fakeVkMethods: Readonly<Record<string, FakeVkMethod>> = {
  ...fakeVkWallMethods,
  'groups.getById': {
    tokens: ['user', 'community', 'service'],
    response: 'groups_getById_object_response',
    answer: showVkGroups,
  },
  'groups.getLongPollServer': {
    tokens: ['user', 'community'],
    response: 'groups_getLongPollServer_response',
    answer: (state, form) => ({
      key: state.pollKey,
      server: `${form.get('_own')}/lp/${state.group.id}`,
      ts: String(state.events.length),
    }),
  },
  'groups.getTokenPermissions': {
    tokens: ['community'],
    response: 'groups_getTokenPermissions_response',
    answer: ({ permissions }) => ({
      mask: permissions.length,
      permissions: permissions.map((name) => ({ name, setting: 1 })),
    }),
  },
  'messages.getConversations': {
    tokens: ['user', 'community'],
    response: 'messages_getConversations_response',
    answer: listTalks,
  },
  'messages.getHistory': {
    tokens: ['user', 'community'],
    response: 'messages_getHistory_response',
    answer: listMessages,
  },
  'messages.send': {
    tokens: ['user', 'community'],
    response: 'messages_send_user_ids_response',
    answer: sendMessage,
  },
  'stats.get': { tokens: ['user'], response: 'stats_get_response', answer: () => [] },
  'users.get': {
    tokens: ['user', 'community', 'service'],
    response: 'users_get_response',
    answer: (state, form) => showNames(state, (form.get('user_ids') ?? '').split(',').map(Number)).profiles,
  },
  'wall.createComment': {
    tokens: ['user', 'community'],
    response: 'wall_createComment_response',
    answer: createComment,
  },
  'wall.deleteComment': { tokens: ['user'], response: 'base_ok_response', answer: deleteComment },
  'wall.restoreComment': { tokens: ['user'], response: 'base_ok_response', answer: restoreComment },
  'wall.getComments': {
    tokens: ['user', 'service'],
    response: 'wall_getComments_extended_response',
    answer: listComments,
  },
};
