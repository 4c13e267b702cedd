import { type ReactNode, useState } from 'react';
import {
  getModel,
  getModelVersion,
  type ModelFigures,
  type ModelVersion,
} from '../../../../shared/contract/base/understanding.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { CellDialog } from './cell-dialog.tsx';
import { type Cell, ConfusionTable } from './confusion-table.tsx';
import { blockTitle } from './model-words.ts';

/** How right a version is: by block and category, what is taken for what, how far its confidence may be trusted. */
export function FiguresPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const model = useRoute(getModel);
  return (
    <Loadable query={model} failed="Версии не открылись">
      {({ versions }) => {
        const champion = versions.find(({ isChampion }) => isChampion);
        const chosen = versions.find(({ id }) => id === query.version) ?? champion;
        if (!chosen) return <EmptyState title="Версий нет" />;
        return (
          <div className="stack">
            <div className="desk__filters">
              <FilterSelect
                form={bindFields({ version: chosen.id }, change)}
                name="version"
                label="Версия"
                choices={versions.map((one) => ({
                  value: one.id,
                  label: `${one.number}${one.isChampion ? ', действует' : ''}`,
                }))}
              />
            </div>
            <Figures key={chosen.id} version={chosen} />
          </div>
        );
      }}
    </Loadable>
  );
}

function Figures({ version }: { version: ModelVersion }): ReactNode {
  const read = useRoute(getModelVersion, { params: { id: version.id } });
  const [cell, setCell] = useState<Cell | null>(null);
  return (
    <Loadable query={read} failed="Показатели не открылись">
      {({ figures }) => (
        <div className="stack">
          <Summary figures={figures} version={version} />
          <Section title="Что с чем путает" className="stack">
            <p className="small">
              Строка — блок, который выбрал человек, столбец — который назвала модель. На диагонали верные.
              {version.kind === 'taught' && ' Нажмите на число, чтобы увидеть дела.'}
            </p>
            <ConfusionTable
              confusion={figures.confusion}
              onOpen={version.kind === 'taught' ? setCell : undefined}
            />
          </Section>
          <GroupTables figures={figures} />
          <Curve figures={figures} />
          {cell && <CellDialog version={version} cell={cell} onClose={() => setCell(null)} />}
        </div>
      )}
    </Loadable>
  );
}

function Summary({ figures, version }: { figures: ModelFigures; version: ModelVersion }): ReactNode {
  const { block, fact, category, count } = figures;
  const parts = [
    `Верно названы: блок ${formatPercent(block.accuracy)}`,
    `блок в первой тройке ${formatPercent(block.top3)}`,
    ...(category === null ? [] : [`категория ${formatPercent(category)}`]),
    ...(fact === null ? [] : [`тема ${formatPercent(fact)}`]),
  ];
  return (
    <p className="model__words">
      {version.kind === 'shipped'
        ? 'Измерено при выпуске программы'
        : 'Измерено на делах, отложенных для проверки'}
      : {counted(count, 'текст', 'текста', 'текстов')}. {parts.join(', ')}. Из самых уверенных подсказок 95 из
      100 верны, пока их не больше {formatPercent(block.coverage95)} текстов; уверенность расходится с делом в
      среднем на {formatPercent(block.ece)}.
    </p>
  );
}

interface Group {
  id: string;
  count: number;
  right: number;
}

function GroupTables({ figures }: { figures: ModelFigures }): ReactNode {
  const topics = useTopics();
  const categories = new Map(topics?.categories.map(({ id, block, title }) => [id, { block, title }]));
  const nameCategory = (id: string): string => {
    const found = categories.get(id);
    return found ? `${blockTitle(topics, found.block)} · ${found.title}` : id;
  };
  return (
    <>
      <Section title="По блокам" className="stack">
        <GroupTable
          caption="Точность по блокам"
          rows={figures.blocks}
          name={(id) => blockTitle(topics, id)}
        />
      </Section>
      <Section title="По категориям" className="stack">
        {figures.categories.length === 0 ? (
          <p className="small">
            Эта версия измерена только по блокам: в текстах, на которых она училась, нет категорий
            рубрикатора.
          </p>
        ) : (
          <GroupTable caption="Точность по категориям" rows={figures.categories} name={nameCategory} />
        )}
      </Section>
    </>
  );
}

function GroupTable(props: {
  caption: string;
  rows: readonly Group[];
  name: (id: string) => string;
}): ReactNode {
  return (
    <DeskTable<Group>
      caption={props.caption}
      density="dense"
      foldsBelow={30}
      rows={props.rows}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', head: 'Название', isName: true, cell: ({ id }) => props.name(id) },
        { id: 'count', head: 'Текстов', align: 'right', cell: ({ count }) => formatNumber(count) },
        { id: 'right', head: 'Верно', align: 'right', cell: ({ right }) => formatNumber(right) },
        {
          id: 'share',
          head: 'Доля',
          align: 'right',
          cell: ({ right, count }) => formatPercent(right / (count || 1)),
        },
      ]}
      empty={<EmptyState title="Считать пока не на чем" />}
    />
  );
}

function Curve({ figures }: { figures: ModelFigures }): ReactNode {
  return (
    <Section title="Если верить только уверенным подсказкам" className="stack">
      <DeskTable<ModelFigures['curve'][number]>
        caption="Охват и точность при разной уверенности"
        density="dense"
        foldsBelow={30}
        rows={figures.curve}
        rowKey={({ from }) => `${from}`}
        columns={[
          {
            id: 'from',
            head: 'Уверенность от',
            isName: true,
            cell: ({ from }) => (from === 0 ? 'любая' : formatPercent(from)),
          },
          { id: 'coverage', head: 'Охват', align: 'right', cell: (row) => formatPercent(row.coverage) },
          {
            id: 'precision',
            head: 'Из них верны',
            align: 'right',
            cell: (row) => formatPercent(row.precision),
          },
        ]}
        empty={null}
      />
    </Section>
  );
}
