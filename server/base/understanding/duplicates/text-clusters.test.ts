import { describe, expect, test } from 'vitest';
import { nameClusters } from './cluster-names.ts';
import { clusterTexts } from './text-clusters.ts';

const potholes = [
  'На дороге огромная яма, пробил колесо. Почините.',
  'Яма на дороге у поворота, пробил колесо.',
  'Добрый день! Яма на дороге уже месяц, колесо пробито.',
  'Глубокая яма на дороге, объезжаем по встречной. Пробил колесо.',
  'Пробил колесо: яма на дороге, знаков нет.',
];
const waste = [
  'Не вывозят мусор вторую неделю, контейнеры переполнены.',
  'Переполнены контейнеры, мусор не вывозят.',
  'Мусор не вывозят, контейнеры переполнены, крысы бегают.',
  'Когда вывезут мусор? Контейнеры переполнены с понедельника.',
];
const lamps = [
  'Не горит фонарь у подъезда, темно.',
  'Фонарь не горит третью ночь, у подъезда темно.',
  'У подъезда не горит фонарь.',
];
const alone = ['Спасибо врачу скорой помощи за внимание.', 'Когда откроют каток на стадионе?'];

describe('groups of texts that say alike', () => {
  const texts = [...potholes, ...alone, ...waste, ...lamps];
  const said = (group: readonly number[]) => group.map((at) => texts[at]!);

  test('are found, the largest first; what is like nothing stays out', () => {
    expect(clusterTexts(texts, 3).map(said)).toEqual([potholes, waste, lamps]);
    expect(clusterTexts(texts, 5).map(said)).toEqual([potholes]);
    expect(clusterTexts([], 3)).toEqual([]);
    expect(clusterTexts(['', '   ', '!!!'], 1)).toEqual([]);
  });

  test('do not depend on who wrote first', () => {
    const turned = texts.toReversed();
    const found = clusterTexts(turned, 3).map((group) => group.map((at) => turned[at]!).sort());
    expect(found.map((group) => group.length)).toEqual([5, 4, 3]);
    expect(found[0]).toEqual(potholes.toSorted());
  });
});

describe('the name of a group', () => {
  test('is what it says and others do not, as residents write it, six words at most', () => {
    const names = nameClusters([potholes, waste, lamps]);
    expect(names[0]).toMatch(/яма на дороге/u);
    expect(names[1]).toMatch(/контейнеры переполнены|мусор не вывозят|переполнены контейнеры/u);
    expect(names[2]).toMatch(/фонарь/u);
    for (const name of names) expect(name.split(/[ ,]+/u).length, name).toBeLessThanOrEqual(6);
  });

  test.each([
    ['a full name', 'Петров Иван Сергеевич не чинит крышу, крыша течёт.'],
    ['a surname within a sentence', 'Мастер Сидоренков не чинит крышу, крыша течёт.'],
    ['a phone', 'Крыша течёт, не чинит никто, звоните 8 912 345-67-89.'],
    ['an e-mail', 'Крыша течёт, не чинит никто, пишите probe@example.ru'],
  ])('never holds %s', (_, text) => {
    const [name] = nameClusters([[text, text, text, text], potholes]);
    expect(name).toMatch(/крыш/u);
    expect(name).not.toMatch(/петров|иван|сергеевич|сидоренков|912|345|probe|example/iu);
  });

  test('is empty where nothing is common', () => {
    expect(nameClusters([['Привет', 'Каток', 'Автобус опоздал', 'Дым']])).toEqual(['']);
  });
});
