import { expect, test } from 'vitest';
import { asRulePost } from './post-judge.ts';

const post = {
  network: 'vk',
  kind: 'post' as const,
  is_own: false,
  text: 'Нет воды',
};

test.each([
  ['own', { is_own: true, kind: 'community' }],
  ['media', { is_own: false, kind: 'media' }],
  ['community', { is_own: false, kind: 'community' }],
  ['advertiser', { is_own: false, kind: 'advertiser' }],
  ['unknown', { is_own: false, kind: 'person' }],
  ['unknown', { is_own: null, kind: null }],
])('a post is of a page that is %s: %j', (kind, page) => {
  const judged = asRulePost(post, { external_id: '-7', is_local: null, ...page });
  expect(judged).toMatchObject({ pageKind: kind, pageId: '-7', isLocal: false });
});

test('pasted by hand it is of no page', () => {
  expect(asRulePost(post, undefined)).toMatchObject({ pageKind: 'unknown', pageId: '' });
});
