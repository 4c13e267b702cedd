import type { ReactNode } from 'react';
import type { WarningOrders } from '../../../../shared/contract/group/orders.ts';
import {
  countZones,
  listScores,
  listZones,
  type PlaceKind,
  placeKinds,
  type ZoneRow,
} from '../../../../shared/contract/heatmap/zones.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { placeKindTitles, zoneStateTitles } from '../../../../shared/text/heatmap/zones.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { GivenOrders, OrderButton, useWarningOrders } from '../../base/parts/warning-orders.tsx';
import { ScoreMark, ScoreTerms } from './score-terms.tsx';
import { WarningsPart } from './warnings-part.tsx';
import { zoneParts } from './zone-parts.ts';
import '../../base/parts/desk.css';
import './zones.css';

/** «Красные зоны»: cards that run, early warnings beside them, and how hot every cell is now. */
export function ZonesPage(): ReactNode {
  const [query] = useUrlQuery();
  const view = zoneParts.find(({ value }) => value === query.view)?.value ?? 'open';
  const mayRead = usePermission('cases.read');
  return (
    <StaffPage title="Красные зоны" hasFinder actions={<CountButton />}>
      <div className="desk zones">
        <SegmentedLinks
          label="Что показать"
          links={zoneParts.map(({ value, label }) => ({
            to: '/staff/zones',
            ...(value !== 'open' && { search: { view: value } }),
            label,
            current: value === view,
          }))}
        />
        {view === 'open' && (
          <>
            <Zones state="open" />
            {mayRead && <WarningsPart />}
          </>
        )}
        {view === 'closed' && <Zones state="closed" />}
        {view === 'heat' && <Heat by="block" />}
        {view === 'topics' && <Heat by="fact" />}
      </div>
    </StaffPage>
  );
}

function CountButton(): ReactNode {
  const mayManage = usePermission('zones.manage');
  const command = useCommand(countZones, {
    // What may be ordered on a new zone comes with it.
    refreshes: ['zones', 'head-reports'],
    onDone: ({ opened, closed }) =>
      showToast(
        opened + closed === 0
          ? 'Посчитано: новых красных зон нет'
          : `Посчитано: открыто ${opened}, закрыто ${closed}`,
      ),
  });
  if (!mayManage) return null;
  return (
    <Button busy={command.isPending} onClick={() => command.mutate({ body: {} })}>
      Пересчитать
    </Button>
  );
}

function Zones({ state }: { state: 'open' | 'closed' }): ReactNode {
  const formats = useFormats();
  const topics = useTopics();
  const zones = useRoute(listZones, { query: { state } });
  const orders = useWarningOrders('zone');
  return (
    <Loadable query={zones} failed="Красные зоны не загрузились">
      {(data) => (
        <DeskTable<ZoneRow>
          caption={state === 'open' ? 'Открытые красные зоны' : 'Зоны, закрытые данными'}
          rows={data.zones}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'zone',
              head: 'Зона',
              isName: true,
              cell: (row) => (
                <PageLink to={`/staff/zones/${row.id}`}>
                  {row.title}, {topics?.block(row.block)?.shortTitle ?? row.block}
                </PageLink>
              ),
            },
            {
              id: 'score',
              head: 'Балл',
              cell: (row) => <ScoreMark score={row.score} band={row.band} zone={row.zone} />,
            },
            { id: 'reason', head: 'Почему открыта', cell: (row) => row.reason },
            { id: 'state', head: 'Состояние', cell: (row) => zoneStateTitles[row.state] },
            ...(state === 'open' && orders.size > 0
              ? [{ id: 'orders', head: 'Поручения', cell: (row: ZoneRow) => orderCell(orders.get(row.id)) }]
              : []),
            { id: 'owner', head: 'Владелец', cell: (row) => row.ownerName ?? 'не назначен' },
            {
              id: 'exit',
              head: state === 'open' ? 'Выход до' : 'Закрыта',
              cell: (row) =>
                row.closedAt
                  ? formats.date(row.closedAt)
                  : row.exitOn
                    ? formats.date(row.exitOn)
                    : 'плана нет',
            },
          ]}
          empty={nothingOf[state]}
        />
      )}
    </Loadable>
  );
}

const nothingOf: Readonly<Record<'open' | 'closed', ReactNode>> = {
  open: (
    <EmptyState title="Красных зон нет">
      Зона откроется сама, когда балл ячейки дойдёт до красного или сработает жёсткий признак.
    </EmptyState>
  ),
  closed: (
    <EmptyState title="Закрытых зон ещё нет">
      Зону закрывают данные: балл держится ниже порога столько дней, сколько задано правилом.
    </EmptyState>
  ),
};

/** Empty where the reader gives none and none were given. */
const orderCell = (orders: WarningOrders | undefined): ReactNode =>
  orders && (orders.draft || orders.given.length > 0) ? (
    <div className="stack stack--tight">
      <GivenOrders orders={orders} />
      <OrderButton orders={orders} />
    </div>
  ) : (
    ''
  );

type Cell = RouteReply<typeof listScores>['cells'][number];

const nothingWords: Readonly<Record<PlaceKind, string>> = {
  district: 'Нет ни одного сообщения с районом и темой.',
  subarea: 'Ни в одной части районов нет стольких сообщений за неделю, чтобы о ней судить.',
  hexagon: 'Ни в одном шестиугольнике нет стольких сообщений за неделю, чтобы о нём судить.',
};

/** Every cell with its score; the terms open under it. */
function Heat({ by }: { by: 'block' | 'fact' }): ReactNode {
  const topics = useTopics();
  const [query] = useUrlQuery();
  const place = placeKinds.find((kind) => kind === query.place) ?? 'district';
  const scores = useRoute(listScores, { query: { by, place } });
  const nameOf = (cell: Cell): string =>
    `${cell.title}, ${cell.fact ?? topics?.block(cell.block)?.shortTitle ?? cell.block}`;
  return (
    <>
      <SegmentedLinks
        label="Чей накал"
        links={placeKinds.map((kind) => ({
          to: '/staff/zones',
          search: { view: by === 'fact' ? 'topics' : 'heat', ...(kind !== 'district' && { place: kind }) },
          label: placeKindTitles[kind].plural,
          current: kind === place,
        }))}
      />
      <Loadable query={scores} failed="Накал не посчитан">
        {(data) =>
          data.cells.length === 0 ? (
            <EmptyState title="Ячеек нет">{nothingWords[place]}</EmptyState>
          ) : (
            <ul className="zones__cells">
              {data.cells.map((cell) => (
                <li key={`${cell.place.key} ${cell.block} ${cell.factId ?? ''}`}>
                  <details>
                    <summary>
                      <span className="zones__cell">{nameOf(cell)}</span>{' '}
                      <ScoreMark score={cell.score} band={cell.band} zone={cell.zone} />{' '}
                      <span className="muted small">
                        {counted(cell.count, 'сообщение', 'сообщения', 'сообщений')} за неделю
                      </span>
                    </summary>
                    <ScoreTerms heat={cell} />
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
    </>
  );
}
