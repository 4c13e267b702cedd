import type { FakeVkComment, FakeVkMessage, FakeVkPost, FakeVkState } from './vk-state.ts';

/** Objects of the API, as the official schema describes them. */

const PICTURE = 'https://sun9-1.userapi.com/impg';

export const listPhotos = (owner: number, pictures: readonly number[]) =>
  pictures.map((picture) => {
    const sizes = [
      { type: 's', url: `${PICTURE}/${picture}-s.jpg?sign=${picture}`, width: 75, height: 56 },
      { type: 'z', url: `${PICTURE}/${picture}-z.jpg?sign=${picture}`, width: 1080, height: 810 },
    ];
    const photo = { id: picture, album_id: -7, owner_id: owner, date: 1, has_tags: false, sizes };
    return { type: 'photo', photo };
  });

export function showPost(state: FakeVkState, post: FakeVkPost): Record<string, unknown> {
  const owner = -state.group.id;
  const talked = state.comments.filter((comment) => comment.post === post.id && !comment.isDeleted).length;
  return {
    inner_type: 'wall_wallpost',
    id: post.id,
    owner_id: owner,
    from_id: post.from,
    date: post.date,
    ...(post.edited && { edited: post.edited }),
    ...(post.isDeleted && { is_deleted: true }),
    text: post.text,
    post_type: 'post',
    attachments: listPhotos(owner, post.picture === null ? post.photos : [post.picture]),
    comments: { count: talked, can_post: 1, groups_can_post: true },
    likes: { count: 3, can_like: 1, user_likes: 0 },
    reposts: { count: 1 },
    views: { count: 420 },
  };
}

export function showComment(
  state: FakeVkState,
  comment: FakeVkComment,
  branch: number | null = null,
): Record<string, unknown> {
  const under = state.comments.filter(({ head }) => head === comment.id);
  return {
    id: comment.id,
    from_id: comment.isDeleted ? 0 : comment.from,
    owner_id: -state.group.id,
    post_id: comment.post,
    date: comment.date,
    text: comment.isDeleted ? '' : comment.text,
    parents_stack: comment.head === null ? [] : [comment.head],
    ...(comment.replyTo !== null && { reply_to_comment: comment.replyTo }),
    ...(comment.isDeleted && { deleted: true }),
    likes: { count: 0, can_like: 1, user_likes: 0 },
    ...(branch !== null &&
      comment.head === null && {
        thread: {
          count: under.length,
          items: under.slice(0, branch).map((one) => showComment(state, one)),
          can_post: true,
          show_reply_button: true,
          groups_can_post: true,
        },
      }),
  };
}

export function showMessage(message: FakeVkMessage): Record<string, unknown> {
  return {
    id: message.id,
    conversation_message_id: message.number,
    peer_id: message.peer,
    from_id: message.from,
    date: message.date,
    ...(message.updated && { update_time: message.updated }),
    out: message.isOut ? 1 : 0,
    text: message.text,
    version: 10_000_000 + message.id,
    attachments: [],
    fwd_messages: [],
    important: false,
    is_hidden: false,
    ...(message.isOut && { random_id: message.randomId }),
  };
}

/** Who is named in a list: people and the community. */
export function showNames(state: FakeVkState, ids: readonly number[]): Record<string, unknown> {
  const people = [...new Set(ids)].flatMap((id) => {
    const person = state.people.get(id);
    return person ? [{ id, first_name: person.first, last_name: person.last }] : [];
  });
  const { id, name } = state.group;
  return {
    profiles: people,
    groups: ids.some((one) => one === -id)
      ? [{ id, name, screen_name: 'gorod', type: 'group', is_closed: 0 }]
      : [],
  };
}
