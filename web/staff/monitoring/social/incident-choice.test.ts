import { describe, expect, it } from 'vitest';
import {
  isChanged,
  proposeSorting,
  refuseSorting,
  sortBody,
  topicsOfBlock,
  turnImportance,
} from './incident-choice.ts';
import { makeCard } from './incident-samples.ts';

const heating = {
  factId: 'housing.heating.weak',
  block: 'housing',
  title: 'слабое отопление',
  confidence: 0.91,
  isSure: true,
};
const unit = { id: '11111111-1111-4111-8111-111111111111', title: 'Управление ЖКХ' };
const offer = {
  topics: [heating, { ...heating, factId: 'roads.pit', block: 'roads', isSure: false }],
  address: 'пр. Победы, 9',
  unit,
  importance: 'high' as const,
  signs: ['ребёнок'],
  like: [],
};
const fresh = makeCard({ offer, can: ['sort'] });
const sorted = makeCard({
  offer,
  can: ['sort'],
  isSorted: true,
  block: 'roads',
  factId: 'roads.pit',
  address: null,
  unitId: null,
  importance: 'low',
});

describe('what Enter would do with an incident', () => {
  it('is what the program read, of what nobody has sorted', () => {
    expect(proposeSorting(fresh, {})).toEqual({
      block: 'housing',
      factId: 'housing.heating.weak',
      confidence: 0.91,
      isSure: true,
      address: 'пр. Победы, 9',
      unit,
      importance: 'high',
    });
  });

  it('is what a person decided, of what was sorted: nothing that was read comes back over it', () => {
    expect(proposeSorting(sorted, {})).toEqual({
      block: 'roads',
      factId: 'roads.pit',
      confidence: null,
      isSure: true,
      address: null,
      unit: null,
      importance: 'low',
    });
  });

  it('is what the person chooses before all', () => {
    const choice = {
      block: 'waste',
      factId: 'waste.bin',
      place: null,
      unit: null,
      importance: 'normal' as const,
    };
    const proposal = proposeSorting(fresh, choice);
    expect(proposal).toMatchObject({ factId: 'waste.bin', confidence: null, isSure: true });
    expect(sortBody(fresh, choice, proposal)).toEqual({
      version: fresh.version,
      factId: 'waste.bin',
      place: null,
      importance: 'normal',
      unitId: null,
    });
  });

  it('sends the place that is seen: the one that was read by its words, a chosen one as it was found', () => {
    expect(sortBody(fresh, {}, proposeSorting(fresh, {}))?.place).toEqual({ address: 'пр. Победы, 9' });
    const place = { label: 'ул. Титова, 14', input: { streetId: 'titova', house: '14' } };
    expect(sortBody(fresh, { place }, proposeSorting(fresh, { place }))?.place).toEqual(place.input);
    expect(sortBody(sorted, {}, proposeSorting(sorted, {}))?.place).toBeNull();
    const point = { ...sorted, lat: 56.4, lon: 61.9 };
    expect(sortBody(point, {}, proposeSorting(point, {}))?.place).toEqual({ lat: 56.4, lon: 61.9 });
  });

  it.each([
    ['a sure topic', fresh, {}, null],
    ['who may not', makeCard({ offer, can: [] }), {}, /не разбирают/u],
    ['no topic', makeCard({ can: ['sort'] }), {}, /не определена/u],
    [
      'doubt',
      makeCard({ offer: { ...offer, topics: offer.topics.slice(1) }, can: ['sort'] }),
      {},
      /Не уверен/u,
    ],
    ['what is sorted, as it is', sorted, {}, /измените/u],
    ['what is sorted, otherwise', sorted, { importance: 'high' as const }, null],
    ['what came back, as it is', { ...sorted, status: 'refused' as const }, {}, null],
    ['a choice in doubt', makeCard({ can: ['sort'] }), { block: 'waste', factId: 'waste.bin' }, null],
  ])('is accepted or refused with a reason: %s', (_, card, choice, why) => {
    const refusal = refuseSorting(card, choice, proposeSorting(card, choice));
    if (why === null) expect(refusal).toBeNull();
    else expect(refusal).toMatch(why);
  });

  it('is no command without a topic', () => {
    const card = makeCard({ can: ['sort'] });
    expect(sortBody(card, {}, proposeSorting(card, {}))).toBeNull();
  });

  it('raises the importance and takes it back', () => {
    expect([turnImportance('normal'), turnImportance('high'), turnImportance('low')]).toEqual([
      'high',
      'normal',
      'high',
    ]);
    expect([isChanged({}), isChanged({ place: null })]).toEqual([false, true]);
  });
});

describe('topics under the digits of a block', () => {
  const facts = Array.from({ length: 12 }, (_, at) => ({
    id: `housing.${at}`,
    block: 'housing',
    title: `${at}`,
  }));

  it('begin with what was read and end with the general one', () => {
    const shown = topicsOfBlock('housing', offer.topics, [
      ...facts,
      { id: 'housing.general.other', block: 'housing', title: 'Прочее' },
      { id: 'roads.pit', block: 'roads', title: 'Яма' },
    ]);
    expect(shown).toHaveLength(9);
    expect(shown[0]).toEqual({ factId: heating.factId, title: heating.title, confidence: 0.91 });
    expect(shown.at(-1)?.factId).toBe('housing.general.other');
    expect(shown.filter(({ factId }) => factId === 'housing.general.other')).toHaveLength(1);
    expect(shown.some(({ factId }) => factId.startsWith('roads'))).toBe(false);
  });

  it('say nothing twice', () => {
    const shown = topicsOfBlock('housing', [heating], [{ id: heating.factId, block: 'housing', title: 'x' }]);
    expect(shown.map(({ factId }) => factId)).toEqual([heating.factId, 'housing.general.other']);
  });
});
