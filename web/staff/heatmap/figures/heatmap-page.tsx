import { lazy, type ReactNode, Suspense, useState } from 'react';
import { freezeMatrix } from '../../../../shared/contract/heatmap/heatmap.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useGo } from '../../../lib/router.tsx';
import { SkeletonLines } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ViewsButton, withoutDays } from '../heat-views/views-button.tsx';
import { ExportDialog } from '../snapshots/export-dialog.tsx';
import { describeHeatChoice, HeatCuts, HeatFilters, HeatMeasure, HeatSwitch } from './heat-filters.tsx';
import { MatrixPart } from './matrix-part.tsx';
import type { Chosen } from './matrix-table.tsx';
import { SidePane } from './side-pane.tsx';
import type { Spot } from './spots-pane.tsx';
import { TablePart } from './table-part.tsx';
import { useHeatChoice } from './use-heat-choice.ts';
import { WeekPlayer } from './week-player.tsx';
import './heatmap.css';

/** The map and its program come only when the map is asked for. */
const MapPart = lazy(async () => ({ default: (await import('./map-part.tsx')).MapPart }));

/** Matrix, map and table over one filter; beside them the cell or the place under the cursor, and the hotspots. */
export function HeatmapPage(): ReactNode {
  const heat = useHeatChoice();
  const { choice, filter, change, today } = heat;
  const topics = useTopics();
  const go = useGo();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const { view } = choice;
  useHotkeys('Тепловая карта', [
    {
      keys: 'KeyM',
      label: view === 'map' ? 'Матрица' : 'Карта',
      run: () => change({ view: view === 'map' ? 'matrix' : 'map' }),
    },
    {
      keys: 'KeyT',
      label: view === 'table' ? 'Матрица' : 'Таблица',
      run: () => change({ view: view === 'table' ? 'matrix' : 'table' }),
    },
  ]);
  return (
    <StaffPage
      title="Тепловая карта"
      bar={
        <>
          <HeatSwitch choice={choice} today={today} />
          <HeatFilters choice={choice} today={today} onChange={change} />
        </>
      }
    >
      <div className="heatmap">
        <div className="heatmap__main">
          <p className="heatmap__printed">{describeHeatChoice(choice)}</p>
          <HeatCuts
            choice={choice}
            topics={topics}
            onChange={change}
            lead={<HeatMeasure choice={choice} onChange={change} />}
          >
            <ViewsButton
              screen="Тепловая карта"
              present={{
                content: { screen: view, query: withoutDays(filter) },
                period: choice.period,
              }}
            />
            <ExportDialog
              screen="Тепловая карта"
              permission="heatmap.export"
              freeze={() => perform(freezeMatrix, { body: filter })}
            />
          </HeatCuts>
          {view === 'matrix' && (
            <MatrixPart
              choice={choice}
              filter={filter}
              topics={topics}
              onChoose={setChosen}
              isHeld={isPlaying}
            />
          )}
          {view === 'map' && (
            <Suspense fallback={<SkeletonLines label="Загружаем карту…" />}>
              <MapPart
                choice={choice}
                filter={filter}
                topics={topics}
                spot={spot}
                onArea={(area) => change({ area })}
                onDistrict={(district) => change({ district })}
              />
            </Suspense>
          )}
          {view === 'table' && <TablePart choice={choice} filter={filter} topics={topics} />}
          <WeekPlayer
            filter={filter}
            today={today}
            isPlaying={isPlaying}
            period={choice.period}
            onPlay={setPlaying}
            onPeriod={(period) => change({ period })}
          />
        </div>
        <SidePane
          choice={choice}
          filter={filter}
          topics={topics}
          spot={spot}
          chosen={view === 'matrix' ? chosen : null}
          onSpot={setSpot}
          onOpen={(to) => void go(to)}
        />
      </div>
    </StaffPage>
  );
}
