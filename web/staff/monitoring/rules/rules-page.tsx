import { type ReactNode, useState } from 'react';
import { listRules, type MonitoringRule, ruleStates } from '../../../../shared/contract/monitoring/rules.ts';
import { importanceTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { type Topics, useTopics } from '../../base/case-kit/topics.ts';
import { defineList, type ListTools } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { precisionWords } from './rule-words.ts';
import './rules.css';

const screenName = 'Правила ленты';
const stateTitles: Readonly<Record<(typeof ruleStates)[number], string>> = {
  on: 'включённые',
  off: 'выключенные',
};

const columnsOf = (
  topics: Topics | undefined,
  show: ListTools['show'],
  formats: ListTools['formats'],
): readonly Column<MonitoringRule>[] => [
  {
    id: 'title',
    head: 'Правило',
    isName: true,
    cell: (row) => (
      <button type="button" className="link-button" onClick={() => show({ rule: row.id })}>
        {row.title}
      </button>
    ),
  },
  { id: 'block', head: 'Блок', cell: (row) => topics?.block(row.block)?.shortTitle ?? row.block },
  {
    id: 'meaning',
    head: 'Что ищет',
    cell: (row) => <span className="rules__meaning">{row.meaning}</span>,
  },
  { id: 'importance', head: 'Важность', cell: (row) => importanceTitles[row.importance] },
  { id: 'hits', head: 'Поймало за 90 дней', align: 'right', cell: (row) => formatNumber(row.hits) },
  { id: 'precision', head: 'Точность', cell: (row) => <Precision rule={row} /> },
  {
    id: 'state',
    head: 'Состояние',
    cell: (row) => (row.isActive ? 'включено' : <Mark tone="quiet">выключено</Mark>),
  },
  {
    id: 'changed',
    head: 'Изменено',
    cell: (row) => `${formats.date(row.changedAt)}, ${row.changedBy}`,
  },
];

const rules = (topics: Topics | undefined) =>
  defineList({
    route: listRules,
    name: screenName,
    caption: 'Правила мониторинга',
    filters: () => [
      { kind: 'words', name: 'q', label: 'Найти правило', isLive: true },
      {
        kind: 'choice',
        name: 'block',
        label: 'Блок',
        unset: 'все',
        choices: (topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
      },
      {
        kind: 'choice',
        name: 'state',
        label: 'Состояние',
        unset: 'любое',
        choices: ruleStates.map((value) => ({ value, label: stateTitles[value] })),
      },
    ],
    ask: ({ q, block, state }) => ({
      q: q || undefined,
      block: block || undefined,
      state: ruleStates.find((one) => one === state),
    }),
    rows: (reply) => reply.rules,
    rowKey: (row) => row.id,
    look: {
      foldsBelow: 64,
      columns: ({ show, formats }) => columnsOf(topics, show, formats),
    },
    failed: 'Правила не загрузились',
    empty: {
      title: 'Правил нет',
      words: 'Без правил в ленту попадает только то, что пишут под страницами города.',
    },
    nothing: { title: 'Таких правил нет', words: 'Измените слова или отбор.' },
    pages: { label: 'Страницы правил', words: ['Назад', 'Дальше'] },
    limit: 50,
  });

function Precision({ rule }: { rule: MonitoringRule }): ReactNode {
  const { words, tone } = precisionWords(rule);
  return <Mark tone={tone}>{words}</Mark>;
}

/** «Правила ленты»: who looks for what in open sources and on which ground, how exact each rule is, a trial before it is kept. */
export function RulesPage(): ReactNode {
  const topics = useTopics();
  const [isAdding, setAdding] = useState(false);
  const list = useList(rules(topics));
  const { query, data, show } = list;
  const mayAdd = data?.can.includes('create') ?? false;
  const open = data?.rules.find(({ id }) => id === query.rule);
  useHotkeys(screenName, [{ keys: 'KeyA', label: 'Новое правило', run: () => setAdding(true) }], {
    active: mayAdd && !isAdding && !query.rule,
  });
  return (
    <StaffPage
      title={screenName}
      hasFinder
      actions={
        mayAdd && (
          <Button kind="primary" hint="KeyA" onClick={() => setAdding(true)}>
            Новое правило
          </Button>
        )
      }
    >
      <div className="desk">
        <p className="muted">
          Под страницами города в ленту попадает всё, что требует ответа. С чужих страниц — только то, что
          поймало правило. Правила ищут слова об услугах и жизни города и никогда — людей.
        </p>
        <List
          list={list}
          below={() => (
            <p className="muted small">
              Точность — доля нужного среди разобранного за 90 дней: отклонённое как спам, реклама, мнение или
              чужая территория правилу в минус. Меньше десяти разобранных — доли нет.
            </p>
          )}
        />
      </div>
      {data && open && (
        <RuleDialog
          key={open.id}
          rule={open}
          networks={data.networks}
          topics={topics}
          onClose={() => show({ rule: '' })}
        />
      )}
      {data && isAdding && (
        <RuleDialog rule={null} networks={data.networks} topics={topics} onClose={() => setAdding(false)} />
      )}
    </StaffPage>
  );
}
