import { expect, test } from 'vitest';
import type { UnitInfo } from '../../../base/identity/index.ts';
import { planTopics, takerOf, type Ways } from './topic-plan.ts';

const unit = (id: string, kind: string, more: Partial<UnitInfo> = {}): UnitInfo => ({
  id,
  parentId: null,
  title: id,
  shortTitle: id,
  kind,
  districts: [],
  isExternal: false,
  isActive: true,
  email: null,
  phone: null,
  inn: null,
  ...more,
});
const route = (factId: string | null, unitId: string, priority = 100, block: string | null = null) => ({
  id: `${factId}-${unitId}`,
  priority,
  factId,
  block,
  districtId: null,
  importance: null,
  weekdays: [],
  fromTime: null,
  toTime: null,
  unitId,
  personId: null,
  validFrom: '2026-01-01',
  validTo: null,
});
const topics = [
  { id: 'pit', block: 'roads', executorKind: 'roads' },
  { id: 'sign', block: 'roads', executorKind: 'roads' },
  { id: 'lamp', block: 'energy', executorKind: 'lights' },
];
const ways = (more: Partial<Ways> = {}): Ways => ({ units: [], routes: [], day: '2026-12-01', ...more });
const wish = (unitId: string, ...facts: string[]) => facts.map((factId) => ({ factId, unit: unitId }));

test('a new unit takes the kind of work it has whole, the fullest; the rest goes by routes', () => {
  const plan = planTopics(topics, wish('служба', 'pit', 'sign', 'lamp'), ways());
  expect([...plan.kinds]).toEqual([['служба', 'roads']]);
  expect(plan.routes).toEqual([{ factId: 'lamp', unit: 'служба', priority: 100 }]);
});

test('a kind shared by two units, or taken already, is given to none', () => {
  const shared = planTopics(topics, [...wish('одна', 'pit'), ...wish('другая', 'sign')], ways());
  expect([...shared.kinds]).toEqual([]);
  expect(shared.routes.map(({ factId }) => factId)).toEqual(['pit', 'sign']);
  const taken = planTopics(topics, wish('новая', 'pit', 'sign'), ways({ units: [unit('roads-1', 'roads')] }));
  expect([...taken.kinds]).toEqual([]);
  expect(taken.routes).toHaveLength(2);
});

test('what goes there already needs nothing; a route that stands before is outrun', () => {
  const units = [unit('roads-1', 'roads'), unit('all-1', '')];
  expect(planTopics(topics, wish('roads-1', 'pit'), ways({ units }))).toMatchObject({ same: 1, routes: [] });
  const routes = [route(null, 'all-1', 20, 'roads')];
  expect(planTopics(topics, wish('roads-1', 'pit'), ways({ units, routes })).routes).toEqual([
    { factId: 'pit', unit: 'roads-1', priority: 20 },
  ]);
});

test('a topic is taken by its route, else by who does its kind of work in the whole city', () => {
  const [pit, , lamp] = topics;
  const units = [unit('roads-1', 'roads'), unit('lights-1', 'lights', { districts: ['west'] })];
  expect(takerOf(ways({ units }), pit!)).toBe('roads-1');
  expect(takerOf(ways({ units, routes: [route('pit', 'x')] }), pit!)).toBe('x');
  expect(takerOf(ways({ units }), lamp!)).toBeUndefined();
});
