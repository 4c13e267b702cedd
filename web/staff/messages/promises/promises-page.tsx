import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  listPromises,
  type Promised,
  promiseStates,
} from '../../../../shared/contract/messages/cases-sides.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { Guarded } from '../../base/parts/guarded.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { promiseWords } from './promise-words.ts';
import '../../base/parts/desk.css';
import './promises.css';

type Unit = RouteReply<typeof listPromises>['units'][number];
type State = Promised['state'];

const kindWords: Readonly<Record<Promised['kind'], string>> = {
  answer: 'ответ с датой',
  interim: 'промежуточный ответ',
};

/** «Обещания»: who promised what, until when, and whether it was kept; the share of kept ones by unit. */
export function PromisesPage(): ReactNode {
  return (
    <Guarded permission="cases.read" title="Обещания">
      <Ledger />
    </Guarded>
  );
}

function Ledger(): ReactNode {
  const [query, change] = useUrlQuery();
  const state = promiseStates.find((one) => one === query.state);
  const trail = useCursorTrail();
  const { cursor } = trail;
  const promises = useRoute(
    listPromises,
    { query: { limit: 50, ...(state && { state }), ...(cursor && { cursor }) } },
    { refreshEvery: 60_000 },
  );
  return (
    <StaffPage title="Обещания" hasFinder>
      <div className="desk promises">
        <div className="desk__filters">
          <FilterSelect<'' | State>
            label="Состояние"
            value={state ?? ''}
            choices={[
              { value: '', label: 'любое' },
              ...promiseStates.map((value) => ({ value, label: promiseWords[value].title })),
            ]}
            onChange={(value) => {
              trail.restart();
              change({ state: value });
            }}
          />
        </div>
        <Loadable query={promises} failed="Обещания не загрузились">
          {(data) => (
            <>
              <Promises rows={data.promises} isFiltered={state !== undefined} />
              <CursorPages
                label="Страницы обещаний"
                trail={trail}
                next={data.next}
                words={['Раньше', 'Позже']}
              />
              {data.units.length > 0 && <Units units={data.units} />}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

function Promises(props: { rows: readonly Promised[]; isFiltered: boolean }): ReactNode {
  const formats = useFormats();
  return (
    <DeskTable<Promised>
      caption="Обещания жителям"
      rows={props.rows}
      rowKey={(row) => row.id}
      columns={[
        {
          id: 'case',
          head: 'Дело',
          isName: true,
          cell: (row) => (
            <Link {...({ to: caseHref(row.caseNumber) } as LinkProps)}>
              {formatCaseNumber(row.caseNumber)}. {row.title}
            </Link>
          ),
        },
        {
          id: 'text',
          head: 'Что обещано',
          cell: (row) => (
            <>
              <span className="promises__text">{row.text}</span>
              <span className="small"> {kindWords[row.kind]}</span>
            </>
          ),
        },
        { id: 'until', head: 'До', cell: (row) => formats.date(row.until) },
        {
          id: 'state',
          head: 'Состояние',
          cell: (row) => (
            <Mark tone={promiseWords[row.state].tone}>
              {promiseWords[row.state].title}
              {row.movedTo && ` на ${formats.date(row.movedTo)}`}
            </Mark>
          ),
        },
        { id: 'unit', head: 'Исполнитель', cell: (row) => row.unit ?? '' },
        { id: 'by', head: 'Обещал(а)', cell: (row) => row.promisedBy },
      ]}
      empty={
        props.isFiltered ? (
          <EmptyState title="Таких обещаний нет">Выберите другое состояние.</EmptyState>
        ) : (
          <EmptyState title="Обещаний нет">
            Обещание появится, когда утвердят ответ «запланировано» или выпустят промежуточный ответ.
          </EmptyState>
        )
      }
    />
  );
}

function Units({ units }: { units: readonly Unit[] }): ReactNode {
  return (
    <section className="stack stack--tight promises__units" aria-labelledby="promises-units">
      <h2 id="promises-units">Доля сдержанных по подразделениям</h2>
      <p className="muted">Сдержано ÷ (сдержано + нарушено + перенесено). Ждущие в долю не входят.</p>
      <DeskTable<Unit>
        caption="Доля сдержанных обещаний"
        rows={units}
        rowKey={(row) => row.unitId ?? 'none'}
        columns={[
          { id: 'unit', head: 'Подразделение', cell: (row) => row.unit, isName: true },
          {
            id: 'share',
            head: 'Сдержано, %',
            cell: (row) => (row.keptShare === null ? '—' : `${Math.round(row.keptShare * 100)} %`),
          },
          { id: 'kept', head: 'Сдержано', cell: (row) => row.kept },
          { id: 'broken', head: 'Нарушено', cell: (row) => row.broken },
          { id: 'moved', head: 'Перенесено', cell: (row) => row.moved },
          { id: 'open', head: 'Ждёт', cell: (row) => row.open },
        ]}
        empty={null}
      />
    </section>
  );
}
