import type { ReactNode } from 'react';
import {
  listPromises,
  type Promised,
  promiseStates,
} from '../../../../shared/contract/messages/cases-sides.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { promiseWords } from './promise-words.ts';
import './promises.css';

type Unit = RouteReply<typeof listPromises>['units'][number];

const kindWords: Readonly<Record<Promised['kind'], string>> = {
  answer: 'ответ с датой',
  interim: 'промежуточный ответ',
};

const promises = defineList({
  route: listPromises,
  name: 'Обещания',
  caption: 'Обещания жителям',
  filters: () => [
    {
      kind: 'choice',
      name: 'state',
      label: 'Состояние',
      unset: 'любое',
      choices: promiseStates.map((value) => ({ value, label: promiseWords[value].title })),
    },
  ],
  ask: ({ state }) => ({ state: promiseStates.find((one) => one === state) }),
  rows: (reply) => reply.promises,
  rowKey: (row) => row.id,
  look: {
    columns: ({ formats }) => [
      {
        id: 'case',
        head: 'Дело',
        isName: true,
        cell: (row) => (
          <PageLink to={caseHref(row.caseNumber)}>
            {formatCaseNumber(row.caseNumber)}. {row.title}
          </PageLink>
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
    ],
  },
  failed: 'Обещания не загрузились',
  empty: {
    title: 'Обещаний нет',
    words: 'Обещание появится, когда утвердят ответ «запланировано» или выпустят промежуточный ответ.',
  },
  nothing: { title: 'Таких обещаний нет', words: 'Выберите другое состояние.' },
  pages: { label: 'Страницы обещаний', words: ['Раньше', 'Позже'] },
  refreshEvery: 60_000,
});

/** «Обещания»: who promised what, until when, and whether it was kept; the share of kept ones by unit. */
export function PromisesPage(): ReactNode {
  const list = useList(promises);
  return (
    <StaffPage title="Обещания" hasFinder>
      <div className="desk promises">
        <List list={list} below={({ units }) => units.length > 0 && <Units units={units} />} />
      </div>
    </StaffPage>
  );
}

function Units({ units }: { units: readonly Unit[] }): ReactNode {
  return (
    <Section title="Доля сдержанных по подразделениям" className="stack stack--tight promises__units">
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
    </Section>
  );
}
