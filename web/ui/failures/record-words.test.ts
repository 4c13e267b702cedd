import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../lib/format.ts';
import { tellFields, tellPresent } from './record-words.ts';
import { writtenIn } from './written-in.ts';

const formats = makeFormats('Asia/Novosibirsk', () => Date.parse('2026-11-20T05:00:00Z'));
const told = (name: string, was: unknown, now: unknown) => tellFields([{ name, was, now }], formats)[0];

describe('what became of a record', () => {
  it.each([
    ['a day', 'dueOn', '2026-12-01', '2026-12-08', 'Срок', '01.12.2026', '08.12.2026'],
    ['a moment', 'dueAt', '2026-12-01T05:00:00Z', null, 'Срок', '01.12.2026 12:00', 'пусто'],
    ['words', 'title', 'Двор', 'Сквер', 'Название', '«Двор»', '«Сквер»'],
    ['a state', 'state', 'in_work', 'reported', 'Состояние', 'в работе', 'отчёт на проверке'],
    ['a number', 'readiness', 10, 60, 'Готовность', '10', '60'],
    ['nothing before', 'ownerName', null, 'Петрова А. А.', 'Владелец', 'пусто', '«Петрова А. А.»'],
  ])('%s', (_, name, was, now, title, before, after) => {
    const found = told(name, was, now);
    expect({ ...found, was: found?.was?.replace(/[,\u00a0]+ ?/gu, ' ') }).toEqual({
      title,
      was: before,
      now: after,
    });
  });

  it('a code without words is told without its values', () => {
    expect(told('regime', 'pos_message', 'appeal_59fz')).toEqual({
      title: 'Правовой режим',
      was: null,
      now: null,
    });
    expect(told('agenda', [1], [1, 2])).toEqual({ title: 'Повестка', was: null, now: null });
  });

  it('a field nobody calls by a name is left out', () => {
    expect(told('joinedCount', 1, 2)).toBeUndefined();
  });

  it('a long text is cut', () => {
    expect(told('text', '', 'д '.repeat(300))!.now!.length).toBeLessThan(170);
  });

  it('the record as it is now: what is words, field by field', () => {
    const present = { id: 'x', title: 'Сквер', dueOn: '2026-12-08', regime: 'appeal_59fz', agenda: [] };
    expect(tellPresent(present, formats)).toEqual([
      { title: 'Название', now: '«Сквер»' },
      { title: 'Срок', now: '08.12.2026' },
    ]);
    expect(tellPresent(null, formats)).toEqual([]);
  });
});

describe('what a person wrote', () => {
  it('is every text of the command, without ids, codes and moments', () => {
    const body = {
      version: 3,
      text: ' Яму засыпали ',
      outcome: 'done',
      dueOn: '2026-12-01',
      at: '2026-12-01T00:00:00 Z',
      parts: [{ unitId: 'a', task: 'Убрать снег' }],
    };
    expect(writtenIn({ body })).toBe('Яму засыпали\n\nУбрать снег');
  });

  it.each([undefined, {}, { body: { version: 1 } }])('is nothing in %o', (input) => {
    expect(writtenIn(input)).toBe('');
  });
});
