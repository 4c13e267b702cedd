import { describe, expect, it } from 'vitest';
import { shippedTaxonomy } from './evidence.ts';
import { createGates, readGates } from './fact-gates.ts';

const readGate = createGates(readGates());

describe('words a fact needs', () => {
  it.each([
    ['energy.lighting.pole', 'Столб накренился', true],
    ['energy.lighting.pole', 'ПЛАФОН ВИСИТ НА ПРОВОДЕ', true],
    ['energy.lighting.pole', 'Столбы есть, ламп на них нет', false],
    ['energy.lighting.pole', 'Дерево упало', false],
    ['energy.networks.wire', 'Провод оборван', true],
    ['energy.networks.wire', 'Провода проложили новые', false],
    ['energy.gas.smell', 'В подъезде пахнет газом', true],
    ['energy.gas.smell', 'Пахнет краской', false],
    ['energy.gas.smell', 'Нет газа второй день', false],
    ['housing.entrance.lift', 'Кнопка не работает', false],
    ['housing.entrance.lift', 'Лифт стоит', true],
    ['safety.animals.attack', 'Собака покусала ребёнка', true],
    ['safety.animals.attack', 'Собаки бегают стаями', false],
    ['improvement.greenery.dangerous-tree', 'Берёза наклонилась', true],
    ['improvement.greenery.dangerous-tree', 'Забор наклонился', false],
    ['roads.pavement.pothole', 'что угодно', true],
  ])('%s: %s → %s', (factId, text, expected) => {
    expect(readGate(factId, text) !== 'closed').toBe(expected);
  });

  it('a beginning inside another word does not count', () => {
    expect(readGate('housing.entrance.lift', 'Фейслифтинг')).toBe('closed');
  });

  it('say that a fact is named where the thing and what befell it are there', () => {
    expect(readGate('energy.lighting.pole', 'Столб накренился')).toBe('named');
    expect(readGate('housing.entrance.lift', 'Лифт стоит')).toBe('open');
    expect(readGate('roads.pavement.pothole', 'Яма')).toBe('open');
  });

  it('stand for facts of the taxonomy alone', () => {
    const known = new Set(shippedTaxonomy().facts.map(({ id }) => id));
    expect(Object.keys(readGates()).filter((id) => !known.has(id))).toEqual([]);
  });
});
