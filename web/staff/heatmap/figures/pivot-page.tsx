import { type ReactNode, useMemo, useState } from 'react';
import { freezePivot, getPivotTable } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { sideTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ViewsButton, withoutDays } from '../heat-views/views-button.tsx';
import { ExportDialog } from '../snapshots/export-dialog.tsx';
import { FigureGrid, type GridPlace } from './figure-grid.tsx';
import { describeFigure, describeFormer } from './heat-filter.ts';
import { HeatCuts, HeatSwitch } from './heat-filters.tsx';
import { HeatLegend } from './heat-legend.tsx';
import { type PivotChoice, readPivotChoice, toPivotQuery, writePivotChoice } from './pivot-choice.ts';
import { PivotBar, PivotSides } from './pivot-filters.tsx';
import { PivotPane } from './pivot-pane.tsx';
import { layOutPivot } from './pivot-view.ts';
import './heatmap.css';
import { perform } from '../../../lib/commands/perform.ts';

/** «Сводная»: two sides of the figures as a table, a heat map and a list behind each number. */
export function PivotPage(): ReactNode {
  const [query, changeQuery] = useUrlQuery();
  const today = localDay(Date.now(), useZone());
  const topics = useTopics();
  const choice = readPivotChoice(query, today);
  const change = (patch: Partial<PivotChoice>) =>
    changeQuery(writePivotChoice({ ...choice, ...patch }, today));
  const changeHeat = (patch: Partial<PivotChoice['heat']>) => change({ heat: { ...choice.heat, ...patch } });
  const swap = () => change({ rows: choice.columns, columns: choice.rows });
  useHotkeys('Сводная таблица', [
    { keys: 'KeyX', label: 'Поменять строки и столбцы', run: swap },
    {
      keys: 'KeyF',
      label: 'К выбору сторон',
      run: () => document.querySelector<HTMLElement>('.pivot-sides select')?.focus(),
    },
  ]);
  return (
    <StaffPage
      title="Тепловая карта"
      bar={
        <>
          <HeatSwitch choice={choice.heat} today={today} isPivot />
          <PivotBar choice={choice} today={today} change={change} changeHeat={changeHeat} />
        </>
      }
      actions={
        <ExportDialog
          screen="Сводная таблица"
          permission="heatmap.export"
          freeze={() => perform(freezePivot, { body: toPivotQuery(choice) })}
        />
      }
    >
      <Table choice={choice}>
        <PivotSides choice={choice} change={change} swap={swap} />
        <HeatCuts choice={choice.heat} topics={topics} onChange={changeHeat}>
          <ViewsButton
            screen="Сводная таблица"
            present={{
              content: { screen: 'pivot', query: withoutDays(toPivotQuery(choice)) },
              period: choice.heat.period,
            }}
          />
        </HeatCuts>
      </Table>
    </StaffPage>
  );
}

function Table({ choice, children }: { choice: PivotChoice; children: ReactNode }): ReactNode {
  const reply = useRoute(getPivotTable, { query: toPivotQuery(choice) });
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const formats = useFormats();
  const view = useMemo(
    () => reply.data && layOutPivot(reply.data, choice.measure, choice.second),
    [reply.data, choice.measure, choice.second],
  );
  const caption = `${sideTitles[choice.rows]} и ${sideTitles[choice.columns].toLocaleLowerCase('ru')}, показатель «${describeFigure(choice.measure, choice.heat)}»`;
  const { beforePeriod, before } = reply.data ?? {};
  const former = beforePeriod && describeFormer(choice.measure, beforePeriod, Boolean(before));
  return (
    <div className="heatmap">
      <div className="heatmap__main">
        <p className="heatmap__printed">{caption}</p>
        {children}
        <Loadable query={{ ...reply, data: view }} failed="Таблица не посчиталась">
          {({ columns, lines, scale, ratio }) =>
            lines.length <= 1 ? (
              <EmptyState title="По этому отбору сообщений нет">
                Расширьте период или сбросьте отбор.
              </EmptyState>
            ) : (
              <>
                <FigureGrid
                  caption={caption}
                  columns={columns}
                  lines={lines}
                  corner={sideTitles[choice.rows]}
                  onChoose={setPlace}
                />
                <HeatLegend
                  words={ratio ? ratio.title : describeFigure(choice.measure, choice.heat)}
                  scale={scale}
                  ratio={ratio}
                  {...(former && { before: former })}
                />
                {reply.data && <p className="small">Данные на {formats.dateTime(reply.data.asOf)}</p>}
              </>
            )
          }
        </Loadable>
      </div>
      {reply.data && <PivotPane reply={reply.data} choice={choice} place={place} />}
    </div>
  );
}
