import { expect, it } from 'vitest';
import { hyphenate } from './hyphens.ts';

const seen = (text: string) => hyphenate(text).replaceAll('\u00ad', '-');

it.each([
  ['Благоустройство', 'Бла-го-ус-трой-ство'],
  ['Здравоохранение', 'Здра-во-ох-ра-не-ние'],
  ['Энергетика', 'Энер-ге-ти-ка'],
  ['Безопасность', 'Бе-зо-пас-ность'],
])('parts %s where a reader expects it', (word, parted) => expect(seen(word)).toBe(parted));

it('leaves short words, digits and other alphabets alone', () => {
  for (const text of ['ЖКХ', 'Дороги', '2026-11-0412', 'maintenance']) expect(hyphenate(text)).toBe(text);
});

it('never leaves one letter alone and changes nothing but the places to part', () => {
  for (const word of ['Образование', 'Транспорт', 'Соцполитика', 'Каменск-Уральский']) {
    const parts = seen(word).split('-');
    expect(Math.min(...parts.map((part) => part.length))).toBeGreaterThan(1);
    expect(hyphenate(word).replaceAll('\u00ad', '')).toBe(word);
  }
});
