import { describe, expect, it } from 'vitest';
import { readChannel } from './channel-names.ts';
import { nameSource } from './source-name.ts';
import { checkMapping, fitMapping, guessMapping } from './targets.ts';

describe('channel by the word of a register', () => {
  it.each([
    ['pos', 'pos'],
    ['ПОС', 'pos'],
    ['Платформа обратной связи', 'pos'],
    ['Госуслуги. Решаем вместе', 'pos'],
    ['Портал Госуслуг', 'epgu'],
    ['Звонок на горячую линию', 'phone_call'],
    ['Телефон', 'phone_call'],
    ['Телеграм', 'social_post'],
    ['Комментарий ВКонтакте', 'social_comment'],
    ['соц. сети', 'social_post'],
    ['ЕДДС', 'edds_112'],
    ['Служба 112', 'edds_112'],
    ['Личный приём', 'reception'],
    ['Интернет-приемная', 'site_form'],
    ['Письмо организации', 'official_letter'],
    ['Почта России', 'paper'],
    ['MAX', 'max_bot'],
    ['E-mail', 'email'],
    ['Электронная почта', 'email'],
  ])('«%s» is %s', (word, channel) => expect(readChannel(word)).toBe(channel));

  it.each(['', 'дом 1120', 'иное'])('«%s» is none', (word) => expect(readChannel(word)).toBeNull());
});

describe('name of a source', () => {
  it.each([
    ['Выгрузка ПОС 11.2026.xlsx', 'vygruzka-pos'],
    ['labelled.jsonl', 'labelled'],
    ['20261124.csv', 'file'],
    ['Щука — ёж.csv', 'schuka-ezh'],
    [`${'длинное '.repeat(20)}.csv`, 'dlinnoe-dlinnoe-dlinnoe-dlinnoe-dlinnoe'],
  ])('%s → %s', (file, source) => {
    expect(nameSource(file)).toBe(source);
    expect(nameSource(file)).toMatch(/^[a-z0-9-]{2,40}$/);
  });
});

describe('mapping', () => {
  it('offers only what becomes a part of a case', () => {
    const headers = ['Номер', 'Текст обращения', 'Статус', 'Ответ', 'Оценка'];
    expect(guessMapping(headers)).toEqual({ externalId: 'Номер', text: 'Текст обращения' });
  });

  it('of the last time fits columns written in another case, and drops those that are gone', () => {
    const fitted = fitMapping({ text: 'Текст  обращения', address: 'Адрес' }, ['ТЕКСТ ОБРАЩЕНИЯ']);
    expect(fitted).toEqual({ text: 'ТЕКСТ ОБРАЩЕНИЯ' });
  });

  it('without a text is refused with the field named', () => {
    expect(() => checkMapping({ title: 'a' }, ['a'])).toThrow(
      expect.objectContaining({ code: 'imports.bad-mapping', fields: { text: expect.any(String) } }),
    );
  });
});
