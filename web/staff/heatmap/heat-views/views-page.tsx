import { type ReactNode, useState } from 'react';
import { listRoles, listUnits } from '../../../../shared/contract/base/people.ts';
import {
  deleteHeatView,
  type HeatView,
  listHeatViews,
  restoreHeatView,
  type ViewSubscription,
} from '../../../../shared/contract/heatmap/heat-views.ts';
import { tellSchedule } from '../../../../shared/text/heatmap/heat-views.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Status } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { LettersDialog } from './letters-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';
import '../../base/parts/desk.css';
import './heat-views.css';

type Deed = 'rename' | 'share' | 'letters';

/** «Сохранённые виды»: what is kept of the heat map, who else finds it, its letters. */
export function HeatViewsPage(): ReactNode {
  const views = useRoute(listHeatViews);
  const [doing, setDoing] = useState<{ deed: Deed; view: HeatView } | null>(null);
  const close = () => setDoing(null);
  return (
    <StaffPage
      title="Сохранённые виды"
      actions={<ButtonLink to="/staff/heatmap/pivot">Сводная таблица</ButtonLink>}
    >
      <div className="desk">
        <p className="muted">
          Вид — это вопрос к тепловой карте под названием. Числа в нём всегда свежие; письмо замораживает их
          снимком.
        </p>
        <Loadable query={views} failed="Виды не загрузились">
          {(data) => (
            <DeskTable
              caption="Сохранённые виды тепловой карты"
              rows={data.views}
              rowKey={({ id }) => id}
              foldsBelow={70}
              empty={
                <EmptyState
                  title="Сохранённых видов ещё нет"
                  action={<ButtonLink to="/staff/heatmap/pivot">Сводная таблица</ButtonLink>}
                >
                  Соберите таблицу и нажмите «Виды» (клавиша V).
                </EmptyState>
              }
              columns={[
                {
                  id: 'title',
                  head: 'Название',
                  isName: true,
                  cell: ({ title, href }) => <PageLink to={href}>{title}</PageLink>,
                },
                { id: 'told', head: 'Что показывает', cell: (view) => <Told view={view} /> },
                { id: 'who', head: 'Кому открыт', cell: (view) => <Sharing view={view} /> },
                {
                  id: 'letters',
                  head: 'Письма мне',
                  cell: ({ subscription }) => (subscription ? <Letters subscription={subscription} /> : ''),
                },
                {
                  id: 'deeds',
                  head: 'Действия',
                  cell: (view) => <Deeds view={view} onDeed={(deed) => setDoing({ deed, view })} />,
                },
              ]}
            />
          )}
        </Loadable>
      </div>
      {doing?.deed === 'rename' && <RenameDialog view={doing.view} onClose={close} />}
      {doing?.deed === 'share' && <ShareDialog view={doing.view} onClose={close} />}
      {doing?.deed === 'letters' && <LettersDialog view={doing.view} onClose={close} />}
    </StaffPage>
  );
}

const screenWords = { pivot: 'Сводная', matrix: 'Матрица', map: 'Карта', table: 'Таблица' } as const;

/** The question in a line: what has no limit is not told. */
function Told({ view }: { view: HeatView }): ReactNode {
  const told = view.told.filter(([, value]) => !['все', 'вся', 'нет'].includes(value));
  return (
    <span className="small">
      {screenWords[view.screen]}:{' '}
      {told.map(([name, value]) => `${name.toLocaleLowerCase('ru')} — ${value}`).join('; ')}
    </span>
  );
}

function Sharing({ view }: { view: HeatView }): ReactNode {
  const roles = useRoute(listRoles, undefined, { staleTime: 600_000 }).data?.roles ?? [];
  const units = useRoute(listUnits, undefined, { staleTime: 600_000 }).data?.units ?? [];
  const { sharing } = view;
  if (!sharing) return `открыт мне, автор — ${view.ownerName}`;
  const words = [
    ...sharing.roles.map((id) => roles.find((role) => role.id === id)?.title ?? id),
    ...sharing.unitIds.map((id) => units.find((unit) => unit.id === id)?.shortTitle ?? '—'),
    ...(sharing.link ? ['по ссылке'] : []),
  ];
  return words.length === 0 ? 'только мне' : words.join(', ');
}

function Letters({ subscription }: { subscription: ViewSubscription }): ReactNode {
  const formats = useFormats();
  const { nextAt, last } = subscription;
  return (
    <span className="small">
      {tellSchedule(subscription)}
      <br />
      {nextAt ? `следующее: ${formats.dateTime(nextAt)}` : <Status tone="warning">приостановлены</Status>}
      {last && (
        <>
          <br />
          {last.state === 'written' ? (
            <>
              последнее: {formats.dateTime(last.plannedAt)}
              {last.reason && ` — ${last.reason}`}
            </>
          ) : (
            <Status tone={last.state === 'failed' ? 'danger' : 'warning'}>
              {last.state === 'failed' ? 'не отправлено' : 'пробуем ещё'} {formats.dateTime(last.plannedAt)}:{' '}
              {last.reason}
            </Status>
          )}
          {last.snapshot && (
            <>
              {' '}
              <PageLink to={`/staff/snapshots/${last.snapshot}`}>{last.snapshot}</PageLink>
            </>
          )}
        </>
      )}
    </span>
  );
}

function Deeds({ view, onDeed }: { view: HeatView; onDeed: (deed: Deed) => void }): ReactNode {
  const maySubscribe = usePermission('heatmap.export');
  const restore = useCommand(restoreHeatView);
  const remove = useCommand(deleteHeatView, {
    onDone: () =>
      showToast(`Вид «${view.title}» удалён`, {
        undo: () => restore.mutate({ params: { id: view.id }, body: {} }),
      }),
  });
  const name = <span className="aloud">: вид «{view.title}»</span>;
  return (
    <span className="heat-views__deeds">
      {(maySubscribe || view.subscription) && (
        <Button icon="mail" onClick={() => onDeed('letters')}>
          {view.subscription ? 'Письма' : 'Подписаться'}
          {name}
        </Button>
      )}
      {view.isMine && (
        <>
          <Button icon="people" onClick={() => onDeed('share')}>
            Поделиться{name}
          </Button>
          <Button kind="quiet" onClick={() => onDeed('rename')}>
            Переименовать{name}
          </Button>
          <Button
            kind="quiet"
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { id: view.id } })}
          >
            Удалить{name}
          </Button>
        </>
      )}
    </span>
  );
}
