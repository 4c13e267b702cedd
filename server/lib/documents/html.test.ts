import { expect, it } from 'vitest';
import { toHtml } from './html.ts';
import { type OfficialDocument, tableSheet } from './model.ts';

const paper = (more: Partial<OfficialDocument>): OfficialDocument => ({
  ...tableSheet({ title: 'О ремонте', date: '30.11.2026', number: '5', blocks: [] }),
  isLandscape: false,
  ...more,
});

it('who prepared it stands at the foot of the sheet line by line, and on a screen below the text; nothing of it is a style', async () => {
  const page = await toHtml(paper({ executor: 'Лугова "М" </style>\n(3439) 00-00-00' }));
  expect(page).toContain('@bottom-left{content:"Лугова \\22 М\\22  \\3c /style\\3e \\a (3439) 00-00-00"');
  expect(page).toContain('<p>Лугова &quot;М&quot; &lt;/style&gt;</p><p>(3439) 00-00-00</p>');
  expect(await toHtml(paper({}))).not.toContain('@bottom-left');
});

it('an order has its title under the date and the place, its annex on a sheet of its own, a draft says so first', async () => {
  const page = await toHtml(
    paper({
      kind: 'ПОСТАНОВЛЕНИЕ',
      title: 'О составе',
      place: 'г. Энск',
      isTitleUnder: true,
      mark: 'ПРОЕКТ',
      annex: {
        stamp: ['УТВЕРЖДЁН', 'постановлением'],
        kind: 'СОСТАВ',
        title: 'группы',
        blocks: [{ kind: 'roster', rows: [['Иванов И.И.', 'директор <школы>']] }],
      },
    }),
  );
  const places = [
    'ПРОЕКТ',
    'ПОСТАНОВЛЕНИЕ',
    '30.11.2026',
    'г. Энск',
    'О составе</h2>',
    'class="annex"',
    'УТВЕРЖДЁН',
    'СОСТАВ',
  ];
  const found = places.map((words) => page.indexOf(words, page.indexOf('<body>')));
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(Math.min(...found)).toBeGreaterThan(0);
  expect(page).toContain('<td>директор &lt;школы&gt;</td>');
});

it('the number of the document system stands under ours, where there is one', async () => {
  const registered = 'рег. № 01-15/44 от 26.11.2026';
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  for (const more of [{ place: 'г. Энск' }, { addressee: ['Главе'] }]) {
    expect(plain(await toHtml(paper({ ...more, registered })))).toContain(`>${registered}</p>`);
    expect(await toHtml(paper({ ...more, registered: null }))).not.toContain('рег.');
  }
});
