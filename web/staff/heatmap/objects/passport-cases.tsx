import { type ReactNode, useMemo } from 'react';
import type { CityObject } from '../../../../shared/contract/heatmap/objects.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useDistrictTitles, useTopics } from '../../base/case-kit/topics.ts';
import { casesHref } from '../../base/parts/object-words.ts';
import { PeriodButton } from '../../base/parts/period-button.tsx';
import type { ColumnTools } from '../../messages/cases/case-columns.tsx';
import { CasePages, CaseTable } from '../../messages/cases/case-table.tsx';
import { BlockSelect, readPeriod, StateSelect } from '../../messages/cases/filter-bar.tsx';
import { countConditions, noConditions } from '../../messages/cases/list-filter.ts';
import { useCaseCursor } from '../../messages/cases/use-case-cursor.ts';
import { useCaseList } from '../../messages/cases/use-case-list.ts';
import { usePicked } from '../../messages/cases/use-picked.ts';
import { useTrail } from '../../messages/cases/use-trail.ts';
import { useDensity } from '../../messages/inbox/use-density.ts';

const columns = ['number', 'title', 'status', 'due', 'registered', 'outcome'];
const rowsAtOnce = 20;

/** The object's cases by state, block and period, twenty a page; the whole list with every condition is one press away. */
export function PassportCases({ object }: { object: CityObject }): ReactNode {
  const list = useCaseList({ object: object.key }, rowsAtOnce);
  const topics = useTopics();
  const district = useDistrictTitles();
  const formats = useFormats();
  const picked = usePicked();
  const [density, toggleDensity] = useDensity();
  const rows = list.rows ?? [];
  const trail = useTrail(rows, object.label);
  const tools: ColumnTools = { formats, topics, district, onOpen: trail.remember, found: list.found };
  const groups = useMemo(() => list.rows && [{ key: 'all', title: '', rows: list.rows }], [list.rows]);
  const cursor = useCaseCursor(rows, {
    open: trail.open,
    takeRow: trail.takeRow,
    toggle: undefined,
    pickRange: undefined,
    toggleDensity,
  });
  const isFiltered = countConditions(list.query) > 0;
  const bar = { query: list.query, topics, onChange: list.change };
  return (
    <section aria-labelledby="passport-cases">
      <div className="passport__bar">
        <h2 id="passport-cases">Дела</h2>
        <div className="filter-row passport__filters">
          <StateSelect {...bar} />
          <BlockSelect {...bar} />
          <PeriodButton
            period={readPeriod(list.query)}
            none="весь"
            onChange={(period) => list.change({ from: period?.from ?? '', to: period?.to ?? '' })}
          />
          {isFiltered && (
            <Button kind="quiet" onClick={() => list.change(noConditions)}>
              Сбросить отбор
            </Button>
          )}
        </div>
      </div>
      {list.rows?.length === 0 ? (
        <EmptyState title="По этому отбору дел нет">Расширьте период или снимите условие.</EmptyState>
      ) : (
        <CaseTable
          list={list}
          groups={groups}
          tools={tools}
          columns={columns}
          density={density}
          picked={picked}
          current={cursor}
          canPick={false}
        />
      )}
      {rows.length > 0 && (
        <div className="passport__foot">
          <CasePages list={list} />
          <ButtonLink to={casesHref({ object: object.key })}>Открыть в «Делах»</ButtonLink>
        </div>
      )}
    </section>
  );
}
