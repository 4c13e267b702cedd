import { describe, expect, it } from 'vitest';
import { makeCrew } from '../../../tests/support/demo-crew.ts';
import { composeMessage, fillPlace, forgetPlace } from './message-text.ts';
import { nowhere } from './places.ts';
import { openRandom } from './random.ts';
import { openWorld } from './world.ts';

const world = openWorld('kamensk-uralsky', makeCrew());
const texts = world.facts.flatMap(({ demoTexts }) => demoTexts);
const at = (streetId: string) => world.places.house(openRandom('place'), { streetId });

describe('a demo text', () => {
  it('names the place in the case its preposition asks for', () => {
    const place = { ...at('ul-uralskaya'), houseLabel: '7' };
    const fill = (text: string) => fillPlace(text, place);
    expect(fill('На {street} у дома {house} темно.')).toBe('На ул. Уральской у дома 7 темно.');
    expect(fill('Яма через всю {street}.')).toBe('Яма через всю ул. Уральская.');
    expect(fill('Автобус едет через {street}.')).toBe('Автобус едет через ул. Уральскую.');
    expect(fill('Нет воды, {street}, {house}.')).toBe('Нет воды, ул. Уральская, 7.');
    expect(fillPlace('Яма на {street}.', at('blvd-komsomolskiy'))).toBe('Яма на б-ре Комсомольском.');
    expect(fillPlace('Яма на {street}.', at('ul-2-ya-rabochaya'))).toBe('Яма на ул. 2-й Рабочей.');
    expect(fillPlace('Яма на {street}.', at('ul-titova'))).toBe('Яма на ул. Титова.');
  });

  it('says the village where the street is in one', () => {
    expect(fillPlace('Яма на {street}.', at('ul-lesnaya'))).toBe('Яма на ул. Лесной (с. Позариха).');
  });

  it('can be told of a stop', () => {
    const stop = world.places.stop(openRandom('x'), 'Титова');
    expect(fillPlace('Автобус на остановке «{street}» не пришёл.', stop)).toBe(
      'Автобус на остановке «Титова» не пришёл.',
    );
  });

  it('can be told without a place, whole and clean, whatever the fact', () => {
    expect(forgetPlace('Прорвало трубу у дома {house} по {street}, вода бежит.')).toBe(
      'Прорвало трубу у нашего дома, вода бежит.',
    );
    expect(forgetPlace('{street}, {house}: дорогу чистят раз в месяц.')).toBe('Дорогу чистят раз в месяц.');
    for (const text of texts) {
      const said = forgetPlace(text);
      expect(said, text).not.toMatch(/[{}«]\{|\{|,,|\.\.|\s\s|\s[.,!?]|^[,.\s]|наш наш/u);
      expect(said.length, text).toBeGreaterThan(10);
    }
  });

  it('leaves nothing to fill in when there is a house', () => {
    const random = openRandom('all');
    for (const text of texts) {
      const place = text.includes('«{street}»') ? world.places.stop(random) : world.places.house(random);
      expect(fillPlace(text, place), text).not.toMatch(/[{}]/u);
      expect(fillPlace(text, nowhere), text).not.toMatch(/[{}]/u);
    }
  });

  it('is written as its channel is written: at length on paper, in a hurry in a network', () => {
    const heart = 'Не горит фонарь у дома 5.';
    const write = (channel: string, key: string) =>
      composeMessage(openRandom(key), heart, { channel, block: 'energy' });
    expect(write('paper', 'a')).toMatch(/^Не горит .* Прошу рассмотреть обращение и ответить письменно\.$/u);
    const hurried = Array.from({ length: 200 }, (_, index) => write('social_post', String(index)));
    expect(hurried.some((text) => text === text.toLocaleUpperCase('ru'))).toBe(true);
    expect(hurried.some((text) => text === text.toLocaleLowerCase('ru'))).toBe(true);
    expect(hurried.some((text) => text.endsWith('!!!'))).toBe(true);
  });
});
