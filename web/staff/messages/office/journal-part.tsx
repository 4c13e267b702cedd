import type { ReactNode } from 'react';
import { exportAppeals, type JournalLine, listAppeals } from '../../../../shared/contract/messages/office.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import {
  appealFormTitles,
  appealKindTitles,
  appealResultTitles,
  journalStateTitles,
} from '../../../../shared/text/appeals.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { type Formats, useFormats } from '../../../lib/format.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { statusWords } from '../../base/case-kit/case-words.ts';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';

const choicesOf = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));

const marks = { control: 'на контроле', repeated: 'повторные', collective: 'коллективные' };

type Asked = NonNullable<RouteInput<typeof listAppeals>['query']>;

export const appealHref = (number: string): Address => `/staff/office/${number}`;

const filterNames = ['from', 'to', 'kind', 'form', 'state', 'q'] as const;

/** The filter of the address as the route takes it. */
function readFilter(query: QueryText): Asked {
  const filter = Object.fromEntries(
    filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  );
  return { ...filter, ...(query.mark && { [query.mark]: '1' }) };
}

const journal = defineList({
  route: listAppeals,
  name: 'Журнал обращений',
  caption: 'Журнал обращений',
  filters: () => [
    { kind: 'words', name: 'q', label: 'Номер, имя, слова' },
    { kind: 'period', unset: 'весь' },
    { kind: 'choice', name: 'kind', label: 'Вид', unset: 'любой', choices: choicesOf(appealKindTitles) },
    { kind: 'choice', name: 'form', label: 'Форма', unset: 'любая', choices: choicesOf(appealFormTitles) },
    {
      kind: 'choice',
      name: 'state',
      label: 'Состояние',
      unset: 'любое',
      choices: choicesOf(journalStateTitles),
    },
    { kind: 'choice', name: 'mark', label: 'Отметка', unset: 'все', choices: choicesOf(marks) },
  ],
  ask: readFilter,
  rows: ({ lines }) => lines,
  rowKey: ({ caseId }) => caseId,
  look: { columns: ({ formats }) => listColumns(formats) },
  failed: 'Журнал не загрузился',
  empty: {
    title: 'Журнал пуст',
    words: 'Строка появится, когда зарегистрируют письмо или приём, либо житель подаст обращение на портале.',
  },
  nothing: { title: 'По этому отбору обращений нет' },
  pages: { label: 'Страницы журнала', words: ['Новее', 'Старше'] },
  limit: 50,
  canPrint: true,
  walk: 'arrows',
  report: { route: exportAppeals },
});

/** The journal of appeals: filters in the address, keys J K Enter, print, files. */
export function JournalPart(): ReactNode {
  const list = useList(journal);
  return (
    <div className="desk office-journal">
      <List
        list={list}
        above={({ total }) => (
          <p className="muted" role="status">
            {counted(total, 'обращение', 'обращения', 'обращений')}
            {list.isFiltered && ' по этому отбору'}
          </p>
        )}
      />
    </div>
  );
}

/** The day that was broken, where the term shown is another one by now, or none. */
function BrokenTerm({ line }: { line: JournalLine }): ReactNode {
  const formats = useFormats();
  const { brokenDueOn, dueAt } = line;
  if (!brokenDueOn || (dueAt && formats.date(dueAt) === formats.date(brokenDueOn))) return null;
  return <p className="small tone-danger">нарушен срок до {formats.date(brokenDueOn)}</p>;
}

function listColumns(formats: Formats): readonly Column<JournalLine>[] {
  return [
    {
      id: 'number',
      head: '№',
      isName: true,
      width: '7rem',
      cell: (line) => (
        <PageLink to={appealHref(line.caseNumber)} className="number">
          {line.number}
        </PageLink>
      ),
    },
    {
      id: 'registered',
      head: 'Дата',
      width: '6.5rem',
      cell: (line) => (
        <>
          {formats.date(line.registeredOn)}
          {line.receivedBefore && (
            <p className="small">
              поступило {formats.date(line.receivedOn)}, было записано {formats.date(line.receivedBefore)}
            </p>
          )}
          {line.isRegisteredLate && <Mark tone="danger">позже 3 дней</Mark>}
        </>
      ),
    },
    {
      id: 'kind',
      head: 'Вид, форма',
      width: '9rem',
      cell: (line) =>
        `${appealKindTitles[line.kind]}, ${appealFormTitles[line.form].toLocaleLowerCase('ru')}`,
    },
    { id: 'from', head: 'От кого', width: '6rem', cell: (line) => line.from ?? 'не указан' },
    {
      id: 'title',
      head: 'Содержание',
      cell: (line) => (
        <>
          {line.title} <Marks line={line} />
        </>
      ),
    },
    { id: 'unit', head: 'Исполнитель', cell: (line) => line.executorUnit ?? '' },
    {
      id: 'due',
      head: 'Срок',
      width: '8rem',
      cell: (line) => (
        <>
          {line.dueAt && formats.date(line.dueAt)} {line.isExtended && <Mark tone="info">продлён</Mark>}{' '}
          {line.isOverdue && <Mark tone="danger">просрочено</Mark>}
          <BrokenTerm line={line} />
          {line.nextTerm && (
            <p className={line.nextTerm.isOverdue ? 'small tone-danger' : 'small'}>
              {line.nextTerm.title}: {line.nextTerm.isOverdue && 'просрочено, '}до{' '}
              {formats.date(line.nextTerm.dueAt)}
            </p>
          )}
        </>
      ),
    },
    {
      id: 'state',
      head: 'Состояние',
      width: '10rem',
      cell: (line) =>
        line.isStruck
          ? 'снято: другой порядок'
          : line.result
            ? appealResultTitles[line.result]
            : statusWords[line.status].title,
    },
  ];
}

function Marks({ line }: { line: JournalLine }): ReactNode {
  return (
    <>
      {line.isControl && <Mark tone="warning">контроль</Mark>}{' '}
      {line.isCollective && <Mark tone="quiet">коллективное</Mark>}{' '}
      {line.repeatOf && <Mark tone="quiet">повторное</Mark>}
    </>
  );
}
