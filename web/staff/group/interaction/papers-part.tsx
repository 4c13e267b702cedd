import { type ReactNode, useState } from 'react';
import { listPapers, type Paper } from '../../../../shared/contract/group/interaction.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { NumberedPages } from '../../base/parts/list-pages.tsx';
import { directionTitles, kindTitles, leftWords, paperRef, paperStates } from './interaction-words.ts';
import { CloseDialog, PaperDialog, type PaperList } from './paper-dialogs.tsx';

type Open = { kind: 'add' } | { kind: 'answer' | 'edit' | 'close'; paper: Paper } | null;

const one = <V extends string>(value: string | undefined, known: readonly V[]): V | '' =>
  known.find((each) => each === value) ?? '';

/** The register: what came, what left, what waits for an answer and by when. */
export function PapersPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const direction = one(query.direction, ['in', 'out']);
  const state = one(query.state, ['waiting', 'overdue']);
  const page = Number(query.page) || 1;
  const filters = bindFields({ direction, state, partner: query.partner ?? '' }, (patch) =>
    change({ ...patch, page: '' }),
  );
  const papers = useRoute(listPapers, {
    query: {
      ...(direction && { direction }),
      ...(state && { state }),
      ...(query.partner && { partner: query.partner }),
      ...(query.q && { q: query.q }),
      page,
    },
  });
  const [open, setOpen] = useState<Open>(null);
  const mayKeep = papers.data?.can.includes('keep') ?? false;
  useHotkeys(
    'Переписка',
    mayKeep ? [{ keys: 'KeyA', label: 'Записать документ', run: () => setOpen({ kind: 'add' }) }] : [],
    { active: open === null },
  );
  return (
    <div className="desk">
      <div className="desk__filters">
        {papers.data && (
          <>
            <FilterSelect
              form={filters}
              name="direction"
              label="Документы"
              none="все"
              choices={[
                { value: 'in', label: 'входящие' },
                { value: 'out', label: 'исходящие' },
              ]}
            />
            <FilterSelect
              form={filters}
              name="state"
              label="Состояние"
              none="любое"
              choices={[
                { value: 'waiting', label: `ждут ответа: ${papers.data.waiting}` },
                { value: 'overdue', label: `просрочены: ${papers.data.overdue}` },
              ]}
            />
            <FilterSelect
              form={filters}
              name="partner"
              label="С кем"
              none="со всеми"
              choices={papers.data.partners.map(({ code, title }) => ({ value: code, label: title }))}
            />
          </>
        )}
        <SearchForm
          className="interaction-find"
          type="text"
          label="Найти в переписке"
          hiddenLabel
          placeholder="Номер, тема, кто"
          value={query.q ?? ''}
          onFind={(q) => change({ q, page: '' })}
        />
        {mayKeep && (
          <Button kind="primary" hint="KeyA" onClick={() => setOpen({ kind: 'add' })}>
            Записать документ
          </Button>
        )}
      </div>
      <Loadable query={papers} failed="Переписка не загрузилась">
        {(data) => (
          <>
            <Table
              data={data}
              isFiltered={Boolean(direction || state || query.partner || query.q)}
              onOpen={setOpen}
            />
            <NumberedPages label="Страницы переписки" page={page} list={data} onPage={change} />
            <p className="muted small">Основание: {data.legal}.</p>
            {open?.kind === 'close' && <CloseDialog paper={open.paper} onClose={() => setOpen(null)} />}
            {open && open.kind !== 'close' && (
              <PaperDialog
                list={data}
                {...(open.kind === 'edit' && { edited: open.paper })}
                {...(open.kind === 'answer' && { asked: open.paper })}
                onClose={() => setOpen(null)}
              />
            )}
          </>
        )}
      </Loadable>
    </div>
  );
}

function Table(props: { data: PaperList; isFiltered: boolean; onOpen: (open: Open) => void }): ReactNode {
  const { data, isFiltered, onOpen } = props;
  const mayKeep = data.can.includes('keep');
  return (
    <DeskTable<Paper>
      caption={`Документы: ${counted(data.total, 'запись', 'записи', 'записей')}`}
      foldsBelow={70}
      rows={data.papers}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'subject',
          head: 'О чём',
          isName: true,
          cell: (row) => (
            <>
              <b>{row.subject}</b>
              {row.closedWords && <span className="muted small interaction-line">{row.closedWords}</span>}
            </>
          ),
        },
        {
          id: 'number',
          head: 'Документ',
          cell: (row) => (
            <>
              {directionTitles[row.direction]}, {kindTitles[row.kind]}
              <span className="muted interaction-line">{paperRef(row)}</span>
            </>
          ),
        },
        { id: 'partner', head: 'С кем', cell: ({ partnerName }) => partnerName },
        { id: 'responsible', head: 'Отвечает', cell: ({ responsible }) => responsible ?? '—' },
        {
          id: 'due',
          head: 'Срок ответа',
          cell: ({ dueOn, workingDaysLeft }) =>
            dueOn ? (
              <>
                {formatDay(dueOn)}
                {workingDaysLeft !== null && (
                  <span className="muted small interaction-line">{leftWords(workingDaysLeft)}</span>
                )}
              </>
            ) : (
              '—'
            ),
        },
        {
          id: 'state',
          head: 'Состояние',
          cell: (row) => (
            <>
              {(row.state !== 'noted' || !row.replyTo) && (
                <Mark tone={paperStates[row.state].tone}>{paperStates[row.state].label}</Mark>
              )}
              {row.answer && <span className="muted small interaction-line">{paperRef(row.answer)}</span>}
              {row.replyTo && (
                <span className="muted small interaction-line">ответ на {paperRef(row.replyTo)}</span>
              )}
            </>
          ),
        },
        ...(mayKeep
          ? [{ id: 'acts', head: 'Действия', cell: (row: Paper) => <Acts row={row} onOpen={onOpen} /> }]
          : []),
      ]}
      empty={
        <EmptyState title={isFiltered ? 'По этому отбору документов нет' : 'Документов ещё нет'}>
          {isFiltered
            ? 'Измените отбор.'
            : 'Записывайте сюда задания и письма ЦУР и департаментов: срок ответа не потеряется.'}
        </EmptyState>
      }
    />
  );
}

function Acts({ row, onOpen }: { row: Paper; onOpen: (open: Open) => void }): ReactNode {
  const name = <span className="aloud"> документ {row.number}</span>;
  const isAwaited = row.state === 'waiting' || row.state === 'overdue';
  return (
    <span className="cluster">
      {isAwaited && (
        <Button kind="quiet" onClick={() => onOpen({ kind: 'answer', paper: row })}>
          Записать ответ<span className="aloud"> на документ {row.number}</span>
        </Button>
      )}
      <Button kind="quiet" onClick={() => onOpen({ kind: 'edit', paper: row })}>
        Изменить{name}
      </Button>
      {isAwaited && (
        <Button kind="quiet" onClick={() => onOpen({ kind: 'close', paper: row })}>
          Снять с контроля{name}
        </Button>
      )}
    </span>
  );
}
