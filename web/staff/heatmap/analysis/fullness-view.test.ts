import { expect, test } from 'vitest';
import type { Fullness } from '../../../../shared/contract/heatmap/analysis.ts';
import { type CaseField, caseFields } from '../../../../shared/contract/messages/cases-list.ts';
import { fieldWords, lacksWords } from '../../../../shared/text/case-fields.ts';
import { layOutFullness } from './fullness-view.ts';

const line = (
  key: string,
  title: string,
  total: number,
  own: Partial<Record<CaseField, [number, number]>>,
) => ({
  key,
  title,
  total,
  fields: Object.fromEntries(
    caseFields.map((field) => {
      const [has, asked] = own[field] ?? [total, total];
      return [field, { asked, has }];
    }),
  ) as Fullness['whole']['fields'],
});
const slice = { from: '2026-11-01', to: '2026-11-28' };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const cellOf = (view: ReturnType<typeof layOutFullness>, row: number, field: CaseField) => {
  const { text, look, href, aloud } = view.lines[row]!.cells[caseFields.indexOf(field)]!;
  return { text: plain(text), look, href, aloud: plain(aloud) };
};

test('a share opens the cases that lack the field; where all have it nothing, where few are asked it says so', () => {
  const phone = line('phone_call', 'Телефон', 40, { photo: [10, 40], rating: [1, 3], outcome: [0, 0] });
  const view = layOutFullness(
    { by: 'channel', lines: [phone], whole: { ...phone, key: 'all', title: 'Всего' } },
    slice,
  );
  expect(cellOf(view, 0, 'photo')).toEqual({
    text: '25 %',
    look: 5,
    href: '/staff/cases?from=2026-11-01&to=2026-11-28&channel=phone_call&lacks=photo',
    aloud: ' — Телефон, Фото, 10 из 40 поступивших, открывает 30 дел: без фото',
  });
  expect(cellOf(view, 0, 'contact')).toMatchObject({ text: '100 %', look: 'plain', href: null });
  expect(cellOf(view, 0, 'rating')).toMatchObject({
    text: 'мало',
    look: 'small',
    aloud: ' — Телефон, Оценка, мало данных, 1 из 3 получивших ответ, открывает 2 дела: без оценки жителя',
  });
  expect(cellOf(view, 0, 'outcome')).toMatchObject({ text: '·', look: 'zero', href: null });
  // The whole is not coloured, and its list is of all channels.
  expect(cellOf(view, 1, 'photo')).toMatchObject({
    look: 'plain',
    href: '/staff/cases?from=2026-11-01&to=2026-11-28&lacks=photo',
  });
  expect(view.lines.map(({ kind }) => kind)).toEqual(['part', 'grand']);
});

test('a list of a part of a district stays as narrow as the slice', () => {
  const district = line('sinarsky', 'Синарский район', 40, { photo: [10, 40] });
  const narrow = { ...slice, districtId: 'sinarsky.trubny' };
  const view = layOutFullness({ by: 'district', lines: [district], whole: district }, narrow);
  expect(cellOf(view, 0, 'photo').href).toContain('districtId=sinarsky.trubny&lacks=photo');
});

test('each lack has its words in the list', () => {
  for (const field of caseFields) expect(lacksWords(field)).toBe(fieldWords[field].lacks);
  expect(lacksWords('soul')).toBe('Без поля');
});
