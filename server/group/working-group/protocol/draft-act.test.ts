import { describe, expect, it } from 'vitest';
import { withSampleCity } from '../../../../tests/support/sample-city.ts';
import { approvedWords, type DraftFacts, draftAct, rosterOf } from './draft-act.ts';

withSampleCity();
const administration = 'Администрация Каменск-Уральского городского округа';
const act = (number: string, signedOn: string) => ({ number, signedOn, title: 'О создании рабочей группы' });
const member = (
  name: string,
  role: DraftFacts['members'][number]['role'],
  position = 'Начальник отдела',
  organisation = '',
) => ({ name, role, position, organisation });
const facts = (more: Partial<DraftFacts> = {}): DraftFacts => ({
  acts: [act('398', '2021-05-20')],
  members: [
    member('Яшина Вера Павловна', 'member', 'Директор', 'МБУ «Дороги»'),
    member('Абрамов Пётр Ильич', 'member'),
    member('Лугова Мария Сергеевна', 'secretary', 'Главный специалист'),
    member('Гордеев Андрей Михайлович', 'chair', 'Руководитель аппарата'),
    member('Щукина Татьяна Викторовна', 'deputy'),
  ],
  lacking: { roles: [], blocks: [] },
  ...more,
});
const wordsOf = (told: DraftFacts): string =>
  draftAct(told)
    .blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    .join('\n');

describe('the act that is changed', () => {
  const approved =
    'утверждённый постановлением Администрации Каменск-Уральского городского округа от 20.05.2021 № 398';
  it.each([
    [[], ''],
    [[act('398', '2021-05-20')], `${approved} «О создании рабочей группы»`],
    [
      [act('398', '2021-05-20'), act('412-ПА', '2026-03-20')],
      `${approved} «О создании рабочей группы» (с изменениями, внесёнными постановлением от 20.03.2026 № 412-ПА)`,
    ],
    [
      [act('398', '2021-05-20'), act('1', '2022-01-10'), act('2', '2023-01-10')],
      `${approved} «О создании рабочей группы» (с изменениями, внесёнными постановлениями от 10.01.2022 № 1, от 10.01.2023 № 2)`,
    ],
  ])('%j', (acts, words) => expect(approvedWords(administration, acts)).toBe(words));
});

describe('what the draft orders', () => {
  it('is a new wording of the composition, under whose eye', () => {
    const paper = draftAct(facts());
    expect(paper.title).toBe(
      'О внесении изменений в состав рабочей группы по взаимодействию с Центром управления региона',
    );
    expect(paper).toMatchObject({
      kind: 'ПОСТАНОВЛЕНИЕ',
      mark: 'ПРОЕКТ',
      date: null,
      number: null,
      signature: { position: 'Глава Каменск-Уральского городского округа', mark: null },
      annex: {
        stamp: [
          'УТВЕРЖДЁН',
          'постановлением Администрации Каменск-Уральского городского округа',
          'от ____________ № __________',
        ],
        kind: 'СОСТАВ',
      },
    });
    const words = wordsOf(facts()).replaceAll('\u00a0', ' ');
    expect(words).toContain(`${administration} ПОСТАНОВЛЯЕТ:`);
    expect(words).toContain('изложив его в новой редакции (прилагается).');
    expect(words).toMatch(/возложить на руководителя рабочей группы Гордеева А\.М\.$/u);
  });

  it('is its first approval where there is no act yet', () => {
    const first = facts({ acts: [] });
    expect(draftAct(first).title).toMatch(/^Об утверждении состава/u);
    expect(wordsOf(first)).toContain('1. Утвердить состав');
    expect(wordsOf(first)).toContain('В связи с созданием');
  });

  it.each([
    ['Ким Александра', 'руководителя рабочей группы Ким А.'],
    ['Мельник Е.Н.', 'руководителя рабочей группы (Мельник Е.Н.).'],
  ])('puts %s as %s', (name, words) =>
    expect(wordsOf(facts({ members: [member(name, 'chair')] })).replaceAll('\u00a0', ' ')).toContain(words),
  );

  it('leaves a place where nobody leads the group', () =>
    expect(wordsOf(facts({ members: [] }))).toMatch(/руководителя рабочей группы _+\.$/u));
});

describe('the composition', () => {
  const rows = (told: DraftFacts) =>
    rosterOf(told).flatMap((block) => (block.kind === 'roster' ? block.rows : []));

  it('has its roles first, members by name, each with their position in small letters', () =>
    expect(rows(facts())).toEqual([
      ['Гордеев Андрей Михайлович', 'руководитель аппарата, руководитель рабочей группы'],
      ['Щукина Татьяна Викторовна', 'начальник отдела, заместитель руководителя рабочей группы'],
      ['Лугова Мария Сергеевна', 'главный специалист, секретарь рабочей группы'],
      ['Абрамов Пётр Ильич', 'начальник отдела'],
      ['Яшина Вера Павловна', 'директор, МБУ «Дороги»'],
    ]));

  it('has a place for each role and sector the decree asks for and nobody is', () => {
    const bare = facts({ members: [], lacking: { roles: ['chair'], blocks: ['Энергетика'] } });
    expect(rows(bare).map(([, position]) => position)).toEqual([
      expect.stringMatching(/^_+, руководитель рабочей группы$/u),
      'представитель отраслевого блока «Энергетика» (по согласованию)',
    ]);
    expect(rosterOf(facts({ members: [member('Гордеев А.М.', 'chair')] }))).toHaveLength(1);
  });
});
