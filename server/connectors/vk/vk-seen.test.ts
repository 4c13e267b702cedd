import { describe, expect, test } from 'vitest';
import type { NetworkReading, PageAccess, SeenPost } from '../../base/networks/index.ts';
import { nameVkAuthors, noNames, readComment, readMessage, readPost } from './vk-seen.ts';

const access: PageAccess = { pageId: '-77', keys: {}, baseUrl: '', mayBePrivate: false };
const stand = { owner: -77, post: 5 };
const names = nameVkAuthors({
  profiles: [
    { id: 12, first_name: 'Анна', last_name: 'Примерова' },
    { id: 13, first_name: 'Клён', last_name: '' },
  ],
  groups: [{ id: 77, name: 'Город на связи' }],
});

function seen(reading: NetworkReading): SeenPost {
  const [fact] = reading.facts;
  if (fact?.fact !== 'seen') throw new Error(`Nothing is seen: ${reading.ignored}`);
  return fact.post;
}
const photo = (id: number, sizes: [number, number][]) => ({
  type: 'photo',
  photo: {
    id,
    owner_id: -77,
    sizes: sizes.map(([width, height]) => ({ url: `${width}x${height}`, width, height })),
  },
});
const post = { id: 5, owner_id: -77, from_id: -77, date: 1_700_000_000, text: 'Вода' };
const comment = { id: 9, from_id: 12, date: 1_700_000_000, text: 'А когда?' };
const message = {
  conversation_message_id: 17,
  peer_id: 12,
  from_id: 12,
  date: 1_700_000_000,
  text: 'Здравствуйте',
};

test('authors are named by their numbers, communities below nothing, and no space is left at the end', () => {
  expect([...names]).toEqual([
    [12, 'Анна Примерова'],
    [13, 'Клён'],
    [-77, 'Город на связи'],
  ]);
});

describe('a post', () => {
  const read = (given: object) => readPost({ ...post, ...given }, access, names, true);

  test('as it stands', () => {
    const more = {
      edited: 1_700_000_060,
      likes: { count: 3 },
      views: { count: 9 },
      reposts: { count: 2 },
      comments: { count: 4 },
    };
    expect(seen(read(more))).toMatchObject({
      id: 'wall-77_5',
      authorId: '-77',
      authorName: 'Город на связи',
      isOwn: true,
      url: 'https://vk.com/wall-77_5',
      postedAt: new Date('2023-11-14T22:13:20Z'),
      editedAt: new Date('2023-11-14T22:14:20Z'),
      reach: { likes: 3, views: 9, shares: 2, comments: 4 },
    });
    expect(seen(read({}))).toMatchObject({ editedAt: null, reach: { likes: null, views: null } });
  });

  test('of somebody else on our wall is not ours', () => {
    expect(seen(read({ from_id: 12 }))).toMatchObject({ isOwn: false, authorName: 'Анна Примерова' });
    expect(seen(read({ from_id: 99 })).authorName).toBe('');
  });

  test('says what it repeats only where it says nothing of its own', () => {
    const copy = { copy_history: [{ text: 'Чужие слова' }] };
    expect(seen(read(copy)).text).toBe('Вода');
    expect(seen(read({ ...copy, text: '' })).text).toBe('Чужие слова');
    expect(seen(read({ text: '' })).text).toBe('');
    expect(seen(read({ text: '[id12|Анна], спросите [club77|город]' })).text).toBe('Анна, спросите город');
  });

  test('has the largest of each picture, and another look with another picture', () => {
    const small = photo(1, [
      [10, 10],
      [60, 5],
      [40, 30],
    ]);
    expect(seen(read({ attachments: [small, { type: 'link' }, photo(2, [])] })).pictures).toEqual(['40x30']);
    const keys = [[], [small], [photo(3, [[40, 30]])], [{ type: 'link' }]].map(
      (attachments) => read({ attachments }).key,
    );
    expect(new Set(keys).size).toBe(4);
    // Addresses of one picture change from reading to reading.
    expect(read({ attachments: [photo(1, [[50, 50]])] }).key).toBe(keys[1]);
  });

  test('that is edited, or edited back, looks otherwise', () => {
    expect(new Set([read({}), read({ text: 'Свет' }), read({ edited: 7 })].map(({ key }) => key)).size).toBe(
      3,
    );
  });

  test.each([
    [{ is_deleted: true }, 'gone'],
    [{ post_type: 'postpone' }, 'Отложенная'],
    [{ post_type: 'post_ads' }, 'Рекламная'],
    [{ post_type: 'copy' }, 'Репост'],
    [{ id: 'words' }, 'не по форме'],
  ])('%j is not to be read', (given, why) => {
    const { facts, ignored } = read(given);
    expect(facts[0]?.fact ?? ignored).toContain(why);
  });
});

describe('a comment', () => {
  const read = (given: object, at: typeof stand | null = stand) =>
    readComment({ ...comment, ...given }, at, access, names, true);

  test('under a post, in a branch, in answer to another', () => {
    expect(seen(read({}))).toMatchObject({
      id: 'comment:-77_5_9',
      parentId: 'wall-77_5',
      threadId: 'wall-77_5',
      url: 'https://vk.com/wall-77_5?reply=9',
      authorId: '12',
      isOwn: false,
      reach: null,
    });
    const branch = seen(read({ parents_stack: [3, 4] }));
    expect(branch).toMatchObject({
      parentId: 'comment:-77_5_4',
      url: 'https://vk.com/wall-77_5?reply=9&thread=3',
    });
    expect(seen(read({ parents_stack: [3], reply_to_comment: 8 })).parentId).toBe('comment:-77_5_8');
  });

  test('of the page itself, and of nobody who is named', () => {
    expect(seen(read({ from_id: -77 })).isOwn).toBe(true);
    expect(seen(read({ from_id: 0 })).authorId).toBe('');
    expect(seen(read({ from_id: 1 })).authorId).toBe('1');
    expect(seen(read({ likes: { count: 2 }, thread: { count: 6 } })).reach).toEqual({
      views: null,
      likes: 2,
      comments: 6,
      shares: null,
    });
  });

  test('stands where it says itself, else where its list was asked for, else nowhere', () => {
    expect(seen(read({ owner_id: -1, post_id: 2 })).id).toBe('comment:-1_2_9');
    expect(seen(read({ post_owner_id: -3, post_id: 2 }, null)).id).toBe('comment:-3_2_9');
    for (const given of [{}, { owner_id: -1 }, { post_id: 2 }])
      expect(read(given, null).ignored).toMatch(/не по форме/u);
    expect(read({ date: 'x' }).ignored).toMatch(/не по форме/u);
    expect(read({ deleted: true }).facts).toMatchObject([{ fact: 'gone', id: 'comment:-77_5_9' }]);
  });
});

describe('a message', () => {
  const read = (given: object) => readMessage({ ...message, ...given }, access, true);

  test('of a resident, of the page by its sign or by who wrote it', () => {
    expect(seen(read({}))).toMatchObject({
      id: 'message:12_17',
      threadId: 'talk:12',
      parentId: null,
      isOwn: false,
      editedAt: null,
    });
    expect(seen(read({ out: 1 })).isOwn).toBe(true);
    expect(seen(read({ from_id: -77 })).isOwn).toBe(true);
    const changed = { update_time: 1_700_000_060, reply_message: { conversation_message_id: 15 } };
    expect(seen(read(changed))).toMatchObject({
      editedAt: new Date('2023-11-14T22:14:20Z'),
      parentId: 'message:12_15',
    });
    expect(read({ peer_id: null }).ignored).toMatch(/не по форме/u);
  });
});

test('where nobody is named, names are empty', () => {
  expect(seen(readPost(post, access, noNames, false)).authorName).toBe('');
});
