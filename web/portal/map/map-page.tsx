import { type ReactNode, useMemo, useState } from 'react';
import { listPublicPoints } from '../../../shared/contract/messages/cases-open.ts';
import { listOpenOutages } from '../../../shared/contract/messages/outages-open.ts';
import { isOff } from '../../../shared/text/messages/outages.ts';
import { counted } from '../../../shared/text/plural.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Loadable } from '../../ui/states.tsx';
import { filterSearch, isNarrowed, noFilter, PublicFilters, readFilter } from '../parts/public-filters.tsx';
import { Legend } from './legend.tsx';
import './map.css';
import { MapList, rowsAtOnce } from './map-list.tsx';
import { MapView } from './map-view.tsx';
import { orderPoints } from './order-points.ts';

/** «Карта проблем»: list and map of the same published messages, in step. The list comes first for screen readers. */
export function MapPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const filter = readFilter(query);
  const [bbox, setBbox] = useState<string>();
  const [chosen, setChosen] = useState<string | null>(null);
  const [limit, setLimit] = useState(rowsAtOnce);
  const [hasMap, setHasMap] = useState(true);
  const points = useRoute(
    listPublicPoints,
    { query: { ...filter, ...(bbox && hasMap && { bbox }) } },
    { staleTime: 30_000 },
  );
  const outages = useRoute(listOpenOutages, { query: {} }, { staleTime: 60_000 }).data?.outages;
  const off = useMemo(() => (outages ?? []).filter(isOff), [outages]);
  const ordered = useMemo(() => orderPoints(points.data?.points ?? []), [points.data]);
  return (
    <div className={hasMap ? 'map-screen' : 'map-screen map-screen--list'}>
      <section className="map-list" aria-label="Список сообщений">
        <PageTitle text="Карта проблем" />
        <PublicFilters query={query} change={change} />
        <Legend className="map-list__legend" hasOutages={off.length > 0} />
        <OffNow count={off.length} />
        <Loadable query={points} failed="Сообщения не загрузились">
          {(data) => (
            <MapList
              points={ordered}
              reply={data}
              hasMap={hasMap}
              isFiltered={isNarrowed(filter)}
              chosen={chosen}
              limit={limit}
              onChoose={setChosen}
              onMore={() => setLimit(limit + rowsAtOnce)}
              onReset={() => change(noFilter)}
            />
          )}
        </Loadable>
        <p>
          <PageLink to="/messages" search={filterSearch(filter)}>
            Реестр: и без места, лентой RSS
          </PageLink>
        </p>
      </section>
      <MapView
        points={ordered}
        outages={off}
        numbered={limit}
        chosen={chosen}
        start={query.at}
        onChoose={setChosen}
        onBounds={setBbox}
        onPlace={(at) => change({ at })}
        onNoMap={() => setHasMap(false)}
      />
    </div>
  );
}

function OffNow({ count }: { count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <p>
      Обведено {counted(count, 'отключение', 'отключения', 'отключений')}:{' '}
      <PageLink to="/outages">где и до какого часа</PageLink>
    </p>
  );
}
