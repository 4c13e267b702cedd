import type { ReactNode } from 'react';
import { countedKinds, listTopObjects, searchObjects } from '../../../../shared/contract/heatmap/objects.ts';
import { call } from '../../../lib/api.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo, useUrlQuery } from '../../../lib/router.tsx';
import { Picker } from '../../../ui/forms/picker.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { useDistrictTitles, useTopics } from '../../base/case-kit/topics.ts';
import { kindWords, objectHref } from '../../base/parts/object-words.ts';
import { useSlice } from '../../base/parts/slice.ts';
import { SliceFilters } from '../../base/parts/slice-filters.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';
import { KindLinks } from './kind-links.tsx';
import { TopTable } from './top-table.tsx';
import '../../base/parts/desk.css';
import './objects.css';

/** «Объекты»: a house, a yard, a street, a stop by the words of its address, and those with most cases. */
export function ObjectsPage(): ReactNode {
  const [query] = useUrlQuery();
  const slice = useSlice();
  const topics = useTopics();
  const kind = countedKinds.find((one) => one === query.kind) ?? 'house';
  const top = useRoute(listTopObjects, { query: { ...slice.filter, kind, limit: 50 } });
  useRowKeys('Объекты', 'a.top-object');
  return (
    <StaffPage title="Объекты" hasFinder>
      <div className="desk objects">
        <ObjectSearch />
        <SliceFilters slice={slice} topics={topics} />
        <KindLinks to="/staff/objects" kind={kind} />
        <Loadable query={top} failed="Объекты не загрузились">
          {({ rows }) => (
            <TopTable rows={rows} filter={slice.filter} topics={topics} isOld={top.isPlaceholderData} />
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

/** An address leads straight to its passport. F brings the cursor here. */
function ObjectSearch(): ReactNode {
  const go = useGo();
  const district = useDistrictTitles();
  useHotkeys('Объекты', [
    { keys: 'KeyF', label: 'Найти объект', run: () => document.getElementById('object-search')?.focus() },
  ]);
  return (
    <div className="objects__search">
      <Picker
        id="object-search"
        label="Адрес, остановка или микрорайон"
        onPick={(found) => found && void go(objectHref(found.id))}
        placeholder="титова 14"
        nothing="Такого места в справочнике нет. Проверьте улицу и дом."
        search={async (typed, signal) => {
          const { objects } = await call(searchObjects, { query: { q: typed, limit: 10 } }, { signal });
          return objects.map(({ key, label, kind, districtId }) => ({
            id: key,
            label,
            note: [kindWords[kind], district(districtId)].filter(Boolean).join(', '),
          }));
        }}
      />
    </div>
  );
}
