import { type ReactNode, useMemo, useState } from 'react';
import { formatMoreThan, formatNumber } from '../../../../shared/text/numbers.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { Mark } from '../../../ui/mark.tsx';
import { useDistrictTitles, useTopics } from '../../base/case-kit/topics.ts';
import { CallLink } from '../../base/parts/call-link.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useDensity } from '../inbox/use-density.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkStrip } from './bulk-strip.tsx';
import type { ColumnTools } from './case-columns.tsx';
import { CasePages, CaseTable } from './case-table.tsx';
import { ExportCases } from './export-cases.tsx';
import { FilterBar } from './filter-bar.tsx';
import { groupRows, readGrouping } from './group-rows.ts';
import { ListTools } from './list-tools.tsx';
import { SearchTold } from './search-told.tsx';
import { useCaseCursor } from './use-case-cursor.ts';
import { type CaseList, pageSize, useCaseList } from './use-case-list.ts';
import { useColumnChoice } from './use-column-choice.ts';
import { type PickedCases, usePicked } from './use-picked.ts';
import { useTrail } from './use-trail.ts';
import { ViewLinks } from './view-links.tsx';
import './cases.css';

/** Every case one may see, by conditions in the address; marked ones are changed together. */
export function CasesPage(): ReactNode {
  const list = useCaseList();
  const topics = useTopics();
  const district = useDistrictTitles();
  const formats = useFormats();
  const picked = usePicked();
  const [density, toggleDensity] = useDensity();
  const [columns, chooseColumns] = useColumnChoice();
  const mayBulk = usePermission('cases.bulk');
  const [isChoosing, setChoosing] = useState(false);
  const groups = useMemo(
    () => list.rows && groupRows(list.rows, readGrouping(list.query.group), { topics, district }),
    [list.rows, list.query.group, topics, district],
  );
  // What J, K and the card's neighbours follow is the order one sees.
  const shown = useMemo(() => groups?.flatMap(({ rows }) => rows) ?? [], [groups]);
  const trail = useTrail(shown);
  const tools: ColumnTools = { formats, topics, district, onOpen: trail.remember, found: list.found };
  const cursor = useCaseCursor(shown, {
    open: trail.open,
    takeRow: trail.takeRow,
    toggle: mayBulk ? picked.toggle : undefined,
    pickRange: mayBulk ? picked.pickRange : undefined,
    toggleDensity,
  });
  return (
    <StaffPage
      title="Дела"
      bar={list.rows && <Mark tone="quiet">{writeTotal(list.total, list.isApproximate)}</Mark>}
      actions={
        <>
          <CallLink />
          <ExportCases list={list} columns={columns} picked={picked.rows} />
        </>
      }
      hasFinder
    >
      <div className="cases">
        <ViewLinks query={list.query} />
        <div>
          <FilterBar query={list.query} topics={topics} onChange={list.change} />
          <SearchTold list={list} />
          {mayBulk && <BulkStrip />}
        </div>
        <CaseTable
          list={list}
          groups={groups}
          tools={tools}
          columns={columns}
          density={density}
          picked={picked}
          current={cursor}
          canPick={mayBulk}
        />
        <div className="cases__foot">
          <CasePages list={list} />
          <ListTools
            query={list.query}
            density={density}
            columns={columns}
            isChoosing={isChoosing}
            setChoosing={setChoosing}
            chooseColumns={chooseColumns}
            onDensity={toggleDensity}
            onGroup={(group) => list.change({ group: group === 'none' ? '' : group })}
          />
        </div>
        {mayBulk && <BulkArea list={list} picked={picked} topics={topics} />}
      </div>
    </StaffPage>
  );
}

function BulkArea(props: { list: CaseList; picked: PickedCases; topics: ColumnTools['topics'] }): ReactNode {
  return props.picked.rows.length > 0 ? <BulkBar {...props} /> : null;
}

/** «128» or «больше 1 000»; a page holds `pageSize`, so a smaller total is always exact. */
function writeTotal(total: number, isApproximate: boolean): string {
  return isApproximate && total > pageSize ? formatMoreThan(total) : formatNumber(total);
}
