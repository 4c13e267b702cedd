import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { RankedFact } from '../../../../shared/contract/messages/cases-card.ts';
import { commandOf, propose } from './choice.ts';
import { factKeys, generalKey, offerFacts } from './fact-offer.ts';
import { listTriageKeys, type TriageHandlers } from './triage-keys.ts';

const ranked = (factId: string, confidence = 0.2): RankedFact => ({
  factId,
  block: factId.split('.')[0]!,
  confidence,
  isSure: false,
});
const suggested = (factId: string) => ({ ...ranked(factId), blockChance: 0.5, words: [], against: [] });
const row = (...ids: string[]) =>
  ({ suggestion: ids.map(suggested), factId: null, block: null }) as unknown as CaseRow;
const ids = (facts: readonly RankedFact[]) => facts.map(({ factId }) => factId);

const many = ['roads.a', 'roads.b', 'energy.a', 'roads.c', 'energy.b', 'roads.d', 'roads.e', 'roads.f'].map(
  (id) => ranked(id),
);

describe('facts a key away', () => {
  it('are five of all blocks, what is proposed first, none twice', () => {
    expect(ids(offerFacts(row('energy.b', 'roads.a'), {}, many))).toEqual([
      'energy.b',
      'roads.a',
      'roads.b',
      'energy.a',
      'roads.c',
    ]);
  });
  it('are of the block a digit has named', () => {
    expect(ids(offerFacts(row('energy.b'), { block: 'roads', within: 'roads' }, many))).toEqual([
      'roads.a',
      'roads.b',
      'roads.c',
      'roads.d',
      'roads.e',
    ]);
  });
  it('stay where they are once one of them is chosen', () => {
    const before = offerFacts(row('energy.b'), {}, many);
    expect(offerFacts(row('energy.b'), { block: 'roads', factId: 'roads.b' }, many)).toEqual(before);
  });
  it('begin with the topic a person gave before', () => {
    const sorted = { ...row('energy.b'), block: 'roads', factId: 'roads.c' };
    expect(ids(offerFacts(sorted, {}, many)).slice(0, 2)).toEqual(['roads.c', 'energy.b']);
  });
  it('leave the general topic to its own key', () => {
    expect(
      ids(offerFacts(row('roads.general.other'), {}, [ranked('roads.general.other'), ranked('roads.a')])),
    ).toEqual(['roads.a']);
  });
  it('are those of the list while the card is on its way', () => {
    expect(ids(offerFacts(row('energy.b', 'roads.a'), {}, []))).toEqual(['energy.b', 'roads.a']);
  });
});

describe('the keys of facts', () => {
  const keys = listTriageKeys({} as TriageHandlers, undefined).map((hotkey) => hotkey.keys);
  it('mean nothing else in triage', () => {
    for (const key of [...factKeys, generalKey]) expect(keys.filter((one) => one === key)).toHaveLength(1);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('what the server is told', () => {
  const proposal = (choice: Parameters<typeof propose>[1]) => propose(row('energy.b'), choice, many);
  it('is the very fact on the screen, also after a digit alone', () => {
    const choice = { block: 'roads', within: 'roads' };
    expect(commandOf({ ...row(), placeSuggestions: [] }, choice, proposal(choice))).toEqual({
      block: 'roads',
      factId: 'roads.a',
    });
  });
  it('is nothing where all is as proposed', () => {
    expect(commandOf({ ...row(), placeSuggestions: [] }, {}, proposal({}))).toEqual({});
  });
});
