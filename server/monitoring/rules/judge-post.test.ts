import { expect, test } from 'vitest';
import { type RuleFilters, type RulePost, ruleFilters } from './filters.ts';
import { createPostJudge } from './judge-post.ts';
import { parseRule } from './language/parse-rule.ts';

const resident: RulePost = {
  network: 'vk',
  kind: 'comment',
  pageId: '-1',
  isOwn: false,
  pageKind: 'community',
  isLocal: true,
  text: 'Воды нет',
  readPlaces: () => ({ town: 'none', isPlaceNamed: false, districts: [] }),
};
const inPlaces = (places: Partial<ReturnType<RulePost['readPlaces']>>): Partial<RulePost> => ({
  readPlaces: () => ({ town: 'none', isPlaceNamed: false, districts: [], ...places }),
});

function isCaught(filters: Partial<RuleFilters>, post: Partial<RulePost>): boolean {
  const rule = { id: 'r', node: parseRule('вода'), filters: { ...ruleFilters.parse({}), ...filters } };
  const hits = createPostJudge([rule], parseRule('скидка'))({ ...resident, ...post });
  return hits.length > 0;
}

const ours: RuleFilters['geography'] = { of: 'ours' };
const north: RuleFilters['geography'] = { of: 'districts', districts: ['north'] };

test.each<[string, Partial<RuleFilters>, Partial<RulePost>, boolean]>([
  ['a comment of a resident', {}, {}, true],
  ['an article', {}, { kind: 'article', pageKind: 'media' }, true],
  ['what our page says itself', {}, { isOwn: true, pageKind: 'own' }, false],
  ['a comment under our page', {}, { pageKind: 'own' }, true],
  ['what another page says itself', {}, { isOwn: true, pageKind: 'media' }, true],
  ['a private message, not asked for', {}, { kind: 'message', pageKind: 'own' }, false],
  ['a private message to our page', { kinds: ['message'] }, { kind: 'message', pageKind: 'own' }, true],
  ['a private message elsewhere', { kinds: ['message'] }, { kind: 'message' }, false],
  ['another kind', { kinds: ['post'] }, {}, false],
  ['a kind that is asked for', { kinds: ['post', 'comment'] }, {}, true],
  ['another network', { networks: ['ok'] }, {}, false],
  ['a network that is asked for', { networks: ['ok', 'vk'] }, {}, true],
  ['another page', { pages: { only: ['vk:-2'], except: [] } }, {}, false],
  ['the same page of another network', { pages: { only: ['ok:-1'], except: [] } }, {}, false],
  ['a page that is asked for', { pages: { only: ['vk:-1'], except: [] } }, {}, true],
  ['a page that is left out', { pages: { only: [], except: ['vk:-1'] } }, {}, false],
  ['an advertiser', {}, { pageKind: 'advertiser' }, false],
  ['an advertiser that is asked for', { skipPages: [] }, { pageKind: 'advertiser' }, true],
  ['media that are left out', { skipPages: ['media'] }, { pageKind: 'media' }, false],
  ['an advertisement', {}, { text: 'Вода со скидкой' }, false],
  ['an advertisement that is asked for', { adverts: 'take' }, { text: 'Вода со скидкой' }, true],
  ['other words', {}, { text: 'Света нет' }, false],
  ['no town on a local page', { geography: ours }, {}, true],
  ['no town on a page of everybody', { geography: ours }, { isLocal: false }, false],
  ['our town there', { geography: ours }, { isLocal: false, ...inPlaces({ town: 'own' }) }, true],
  ['our street there', { geography: ours }, { isLocal: false, ...inPlaces({ isPlaceNamed: true }) }, true],
  ['another town', { geography: ours }, inPlaces({ town: 'other', isPlaceNamed: true }), false],
  ['another town, anywhere', { geography: { of: 'any' } }, inPlaces({ town: 'other' }), true],
  ['the district', { geography: north }, inPlaces({ districts: ['south', 'north'] }), true],
  ['a part of the district', { geography: north }, inPlaces({ districts: ['north.lake'] }), true],
  ['a district of a like name', { geography: north }, inPlaces({ districts: ['northern'] }), false],
  ['no district', { geography: north }, inPlaces({ town: 'own' }), false],
  [
    'the district of another town',
    { geography: north },
    inPlaces({ town: 'other', districts: ['north'] }),
    false,
  ],
])('%s', (_, filters, post, expected) => expect(isCaught(filters, post)).toBe(expected));

test('each rule that caught the post is named with its words, in the order of the rules', () => {
  const rule = (id: string, query: string) => ({
    id,
    node: parseRule(query),
    filters: ruleFilters.parse({}),
  });
  const judge = createPostJudge(
    [rule('light', 'свет'), rule('gas', 'газ'), rule('water', 'вода ~2 нет')],
    null,
  );
  expect(judge({ ...resident, text: 'Нет ни воды, ни света' })).toEqual([
    { ruleId: 'light', words: [{ from: 16, to: 21 }] },
    {
      ruleId: 'water',
      words: [
        { from: 0, to: 3 },
        { from: 7, to: 11 },
      ],
    },
  ]);
});

test('places are read once, and only where a rule that caught the post asks', () => {
  const times = { read: 0 };
  const readPlaces = () => {
    times.read += 1;
    return { town: 'own' as const, isPlaceNamed: true, districts: [] };
  };
  const rules = ['вода', 'нет вода', 'свет'].map((query) => ({
    id: query,
    node: parseRule(query),
    filters: ruleFilters.parse({}),
  }));
  const judge = createPostJudge(rules, null);
  expect(judge({ ...resident, text: 'Газа нет', readPlaces })).toEqual([]);
  expect(times.read).toBe(0);
  expect(judge({ ...resident, readPlaces })).toHaveLength(2);
  expect(times.read).toBe(1);
});
