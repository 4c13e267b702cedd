import type { AcceptLine } from '../line.ts';
import { runProgram, runTests } from '../run-program.ts';
import { addRecipe, type Recipe } from './recipes/add-recipe.ts';
import { type Clone, openClone } from './recipes/clone.ts';

/**
 * What a newcomer adds by CONTRIBUTING, written beforehand (`recipes/<name>`: files as they will lie, `edits.json`: lines into files that
 * are there), put into a clone that is thrown away. Its own tests and README are not counted, nor what is generated.
 */
const recipes: readonly Recipe[] = [
  {
    name: 'page',
    title: 'страница со списком и формой: экран, договор, слова, место в карте',
    most: 150,
    counts: /^(web|shared|tests\/web)\//u,
    others: 'таблица, маршруты и доступ под неё',
  },
  { name: 'report', title: 'отчёт файлом', most: 60, counts: /./u },
  { name: 'clock', title: 'часы нового предмета', most: 60, counts: /./u },
  {
    name: 'connector',
    title: 'внешняя система: её события, слово ей, место на «Обмене»',
    most: 120,
    counts: /^(?!.*\/(?:dispatch-cards|protocol)\.ts$)/u,
    others: 'её протокол',
  },
];

const checks = 'biome,types-shared,types-server,types-web,imports,knip';
const rules = ['tests/architecture.test.ts', 'tests/layout.test.ts', 'tests/web/workplace-map.test.ts'];

/** Each of its own tests, and every role at every door. */
async function tryClone({ root, added }: Clone, tell: (text: string) => void): Promise<boolean> {
  const own = added.filter((path) => path.endsWith('.db.test.ts'));
  const ran = [
    await runProgram(['scripts/test.mjs', '--only', checks], tell, root),
    await runTests('unit', rules, tell, root),
    await runTests('db', [...own, 'tests/access/matrix.db.test.ts'], tell, root),
  ];
  for (const { code, lines } of ran) if (code !== 0) tell(lines.slice(-60).join('\n'));
  return ran.every(({ code }) => code === 0);
}

export const line: AcceptLine = {
  title: 'что добавляют по рецептам: сколько строк и держатся ли проверки',
  async run({ tell }) {
    const clone = openClone();
    try {
      const lists = recipes.map((recipe) => addRecipe(clone, recipe));
      await clone.generate(tell);
      const isWhole = await tryClone(clone, tell);
      return {
        isHeld: isWhole && lists.every(({ isShort }) => isShort),
        figures: [
          ...lists.flatMap(({ figures }) => figures),
          `проверки (${checks}), правила дома, свои тесты и доступ всех ролей: ${isWhole ? 'держатся' : 'НЕТ'}`,
        ],
      };
    } finally {
      clone.close();
    }
  },
};
