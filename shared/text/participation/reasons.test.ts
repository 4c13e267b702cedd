import { expect, test } from 'vitest';
import { findReasonFault } from './reasons.ts';

const rules = {
  leastReason: 40,
  templates: [
    'принято',
    'принято к сведению',
    'замечание',
    'отклонено',
    'в соответствии с законодательством',
    'не подлежит учёту',
    'российской федерации',
  ],
};

test.each<[string, string | null]>([
  ['', 'Напишите, почему'],
  ['   ', 'Напишите, почему'],
  ['Отклонено.', 'короткое: 10 из 40'],
  ['Пункт изменён, полоса шире на метр', 'короткое: 34 из 40'],
  ['Замечание отклонено в соответствии с законодательством Российской Федерации.', 'общие слова'],
  ['ЗАМЕЧАНИЕ ПРИНЯТО К СВЕДЕНИЮ!!! Замечание принято к сведению. Принято.', 'общие слова'],
  ['Замечание не подлежит учету, замечание отклонено, отклонено, отклонено.', 'общие слова'],
  ['............................................', 'общие слова'],
  ['1234567890 1234567890 1234567890 1234567890', 'общие слова'],
  ['Отклонено: здесь проходит теплотрасса, деревья ближе двух метров к ней не сажают.', null],
  ['Принято: в пункт 3 добавлена велодорожка вдоль всей набережной.', null],
])('%j', (reason, fault) => {
  const found = findReasonFault(reason, rules);
  if (fault === null) expect(found).toBeNull();
  else expect(found).toContain(fault);
});

test('a word that only begins like a general one is left', () => {
  expect(
    findReasonFault('Принятому в 2020 году генплану не противоречит.', { ...rules, templates: ['принято'] }),
  ).toBeNull();
});

test('longer general words go before those they begin with, whatever stands between and after them', () => {
  const templates = ['принято', 'принято к сведению!'];
  const reason = 'Принято к сведению, принято: к сведению; принято к сведению.';
  expect(findReasonFault(reason, { leastReason: 40, templates })).toContain('общие слова');
});

test('so many letters are enough, and one less is not', () => {
  const reason = 'Здесь проходит теплотрасса.';
  const of = (leastReason: number) => findReasonFault(reason, { leastReason, templates: [] });
  expect(of(reason.length)).toBeNull();
  expect(of(reason.length + 1)).toContain('короткое');
});

test('what is left has to be twenty letters', () => {
  const templates = ['отклонено'];
  const filler = 'отклонено '.repeat(5);
  expect(findReasonFault(filler + 'а'.repeat(19), { leastReason: 10, templates })).toContain('общие слова');
  expect(findReasonFault(filler + 'а'.repeat(20), { leastReason: 10, templates })).toBeNull();
});
