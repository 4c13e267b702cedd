import { type ReactNode, useState } from 'react';
import { getRoadmap, type Roadmap } from '../../../../shared/contract/group/roadmap.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { StatTile } from '../../../ui/figures.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { FillDialog, MeasureDialog, ProgressDialog } from './roadmap-dialogs.tsx';
import { type Open, RoadmapCards, RoadmapTable } from './roadmap-table.tsx';
import '../../base/parts/desk.css';
import './roadmap.css';

/** «Дорожная карта»: measures of making the centre, month by month. */
export function RoadmapPage(): ReactNode {
  const data = useRoute(getRoadmap, {});
  const [open, setOpen] = useState<Open>(null);
  const isNarrow = useIsNarrow(64);
  const mayKeep = data.data?.can.includes('keep') ?? false;
  useHotkeys(
    'Дорожная карта',
    mayKeep ? [{ keys: 'KeyA', label: 'Добавить мероприятие', run: () => setOpen({ kind: 'add' }) }] : [],
    { active: open === null },
  );
  return (
    <StaffPage
      title="Дорожная карта"
      hasFinder
      actions={
        <>
          {mayKeep && (
            <Button kind="primary" hint="KeyA" onClick={() => setOpen({ kind: 'add' })}>
              Мероприятие
            </Button>
          )}
          <Button kind="quiet" icon="print" onClick={() => window.print()}>
            Печать
          </Button>
        </>
      }
    >
      <div className="desk roadmap">
        <Loadable query={data} failed="Дорожная карта не загрузилась">
          {(roadmap) => (
            <>
              <Totals roadmap={roadmap} />
              {roadmap.measures.length > 0 &&
                (isNarrow ? (
                  <RoadmapCards roadmap={roadmap} onOpen={setOpen} />
                ) : (
                  <RoadmapTable roadmap={roadmap} onOpen={setOpen} />
                ))}
              <Missing roadmap={roadmap} onFill={() => setOpen({ kind: 'fill' })} />
              <p className="muted small">Основание: {roadmap.legal}.</p>
              {open?.kind === 'fill' && <FillDialog roadmap={roadmap} onClose={() => setOpen(null)} />}
              {(open?.kind === 'add' || open?.kind === 'edit') && (
                <MeasureDialog
                  roadmap={roadmap}
                  {...(open.kind === 'edit' && { measure: open.measure })}
                  onClose={() => setOpen(null)}
                />
              )}
              {open?.kind === 'mark' && (
                <ProgressDialog measure={open.measure} onClose={() => setOpen(null)} />
              )}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

function Totals({ roadmap }: { roadmap: Roadmap }): ReactNode {
  const { measures, done, overdue, withoutOwner, readiness } = roadmap;
  if (measures.length === 0) return null;
  return (
    <dl className="roadmap__tiles">
      <StatTile figure={`${readiness} %`} label="готовность" note="среднее по мероприятиям" />
      <StatTile
        figure={done}
        label={`выполнено из ${measures.length}`}
        note={overdue > 0 ? undefined : 'просроченных нет'}
      />
      <StatTile figure={overdue} label="просрочено" />
      <StatTile figure={withoutOwner} label="без ответственного" />
    </dl>
  );
}

/** What the decree asks for and the roadmap has not. */
function Missing({ roadmap, onFill }: { roadmap: Roadmap; onFill: () => void }): ReactNode {
  const { missing, measures, can } = roadmap;
  const mayKeep = can.includes('keep');
  const fill = mayKeep && <Button onClick={onFill}>Взять мероприятия из постановления</Button>;
  if (measures.length === 0)
    return (
      <EmptyState title="Дорожной карты ещё нет" action={fill}>
        {mayKeep
          ? 'Возьмите мероприятия по пунктам постановления: слова, сроки и ответственных можно изменить.'
          : 'Её составляет секретарь рабочей группы.'}
      </EmptyState>
    );
  if (missing === 0) return null;
  return (
    <p className="cluster">
      <span>
        В карте нет {counted(missing, 'мероприятия', 'мероприятий', 'мероприятий')} из постановления.
      </span>
      {fill}
    </p>
  );
}
