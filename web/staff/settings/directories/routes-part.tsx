import { type ReactNode, useState } from 'react';
import {
  listRoutingRules,
  type RoutingRule,
  switchRoutingRule,
} from '../../../../shared/contract/messages/routing.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useDistrictTitles, useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { HousesPart } from './houses-part.tsx';
import { RouteForm } from './route-form.tsx';

const dayWords = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];

/** To whom a message goes: rules in the order they are asked; what no rule covers goes by its topic's executor kind. */
export function RoutesPart(): ReactNode {
  const rules = useRoute(listRoutingRules);
  const topics = useTopics();
  const district = useDistrictTitles();
  const [edited, setEdited] = useState<RoutingRule | 'new' | null>(null);
  const turn = useCommand(switchRoutingRule, {
    onDone: (_, { body }) => showToast(body.isOn ? 'Маршрут включён' : 'Маршрут выключен'),
  });
  const what = (rule: RoutingRule): string =>
    topics?.fact(rule.factId)?.title ?? topics?.block(rule.block)?.title ?? 'любая тема';
  const { data } = rules;
  return (
    <div className="desk__list">
      <p className="muted">
        Маршруты спрашивают по порядку. Что под них не подошло, уходит управляющей компании дома, если тема
        её, а иначе — по виду исполнителя темы и району.
      </p>
      <span>
        <Button kind="primary" onClick={() => setEdited('new')}>
          Новый маршрут
        </Button>
      </span>
      <Loadable query={rules} failed="Маршруты не загрузились">
        {() => (
          <DeskTable<RoutingRule>
            caption="Маршруты"
            rows={data?.rules}
            rowKey={(row) => row.id}
            columns={[
              { id: 'priority', head: 'Порядок', cell: (row) => String(row.priority) },
              {
                id: 'what',
                head: 'Что',
                isName: true,
                cell: (row) => (
                  <button type="button" className="link-button" onClick={() => setEdited(row)}>
                    {what(row)}
                  </button>
                ),
              },
              { id: 'where', head: 'Где', cell: (row) => district(row.districtId) || 'весь город' },
              { id: 'when', head: 'Когда поступило', cell: whenWords },
              {
                id: 'importance',
                head: 'Важность',
                cell: (row) => (row.importance === 'high' ? 'срочные' : row.importance ? 'обычные' : 'любая'),
              },
              { id: 'to', head: 'Кому', cell: (row) => [row.unit, row.person].filter(Boolean).join(', ') },
              {
                id: 'dates',
                head: 'Действует',
                cell: (row) =>
                  `с ${formatDay(row.validFrom)}${row.validTo ? ` по ${formatDay(row.validTo)}` : ''}`,
              },
              {
                id: 'state',
                head: 'Состояние',
                cell: (row) => (
                  <span className="cluster">
                    {row.isOn ? <Mark tone="ok">включён</Mark> : <Mark tone="quiet">выключен</Mark>}
                    <Button
                      busy={turn.isPending}
                      onClick={() => turn.mutate({ params: { id: row.id }, body: { isOn: !row.isOn } })}
                    >
                      {row.isOn ? 'Выключить' : 'Включить'}
                      <span className="aloud"> маршрут «{what(row)}»</span>
                    </Button>
                  </span>
                ),
              },
            ]}
            empty={
              <EmptyState title="Маршрутов пока нет">
                Все сообщения уходят по виду исполнителя темы и району. Заведите маршрут, если кому-то нужно
                иначе.
              </EmptyState>
            }
          />
        )}
      </Loadable>
      <HousesPart />
      {edited && <RouteForm rule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

function whenWords({ weekdays, fromTime, toTime }: RoutingRule): string {
  const days = weekdays.map((day) => dayWords[day - 1]).join(', ');
  const times = fromTime && toTime ? `${fromTime}–${toTime}` : '';
  return [days, times].filter(Boolean).join(', ') || 'всегда';
}
