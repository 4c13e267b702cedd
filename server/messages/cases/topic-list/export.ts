import { exportTopicExecutors } from '../../../../shared/contract/messages/topic-list.ts';
import { currentTaxonomy, findBlock } from '../../../base/taxonomy/index.ts';
import { defineReport } from '../../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../../lib/tables/columns.ts';
import { readWays } from './topic-list.ts';
import { takerOf } from './topic-plan.ts';

interface TopicLine {
  id: string;
  block: string;
  title: string;
  kind: string;
  unit: string;
}

const columns: Column<TopicLine>[] = [
  { title: 'Код темы', width: 34, of: ({ id }) => id },
  { title: 'Блок', width: 24, of: ({ block }) => block },
  { title: 'Тема', width: 48, of: ({ title }) => title },
  { title: 'Чья это работа', width: 36, of: ({ kind }) => kind },
  { title: 'Подразделение', width: 40, of: ({ unit }) => unit },
  // Of a unit that is not there yet.
  ...['Коротко', 'Почта', 'Телефон', 'Вне администрации'].map((title) => ({
    title,
    width: 20,
    of: () => '',
  })),
];

/** Every topic, those of one kind of work together, with who takes it now: to be filled in and brought back. */
export const topicsFile = defineReport(exportTopicExecutors, {
  journal: { action: 'cases.export-topics', object: 'routing-rule' },
  most: 5000,
  isForMachines: true,
  async make(ctx) {
    const ways = await readWays(ctx);
    const { facts, executorKinds } = currentTaxonomy();
    const titles = new Map(ways.units.map(({ id, title }) => [id, title]));
    const lines = facts.map((fact) => ({
      id: fact.id,
      block: findBlock(fact.block)?.title ?? '',
      title: fact.title,
      kind: executorKinds[fact.executorKind] ?? '',
      unit: titles.get(takerOf(ways, fact) ?? '') ?? '',
    }));
    return {
      title: 'Темы',
      file: 'Темы и исполнители',
      facts: [],
      table: fillTable(
        columns,
        lines.toSorted((a, b) => a.kind.localeCompare(b.kind, 'ru')),
      ),
      journal: { objectId: 'list' },
    };
  },
});
