import type { ReactNode } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import {
  exportTerms,
  listTerms,
  type TermCounts,
  type TermLine,
  type TermSource,
  type TermState,
  termSources,
  termStates,
  toldStates,
} from '../../../../shared/contract/heatmap/control-desk.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { sourceTitles, stateTitles } from '../../../../shared/text/heatmap/control-desk.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import type { Formats } from '../../../lib/format.ts';
import type { Address } from '../../../lib/page-address.ts';
import { useRoute } from '../../../lib/query.ts';
import { type QueryText, stringifyQuery } from '../../../lib/url-query.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { defineList, type ListFilter } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import './control-desk.css';

type Reply = RouteReply<typeof listTerms>;

const tones: Readonly<Record<TermState, Tone>> = { late: 'danger', today: 'warning', later: 'quiet' };

const hrefOf = ({ source, id, number }: TermLine): Address =>
  source === 'incidents' ? `/staff/social?id=${id}` : caseHref(number);

/** «30.11 14:00»: the step of the ladder that came, and the one to come. */
function LadderWords({ line: { told, next }, formats }: { line: TermLine; formats: Formats }): ReactNode {
  return (
    <>
      {told ?? <span className="muted">ещё никому</span>}
      {next && (
        <span className="control-desk__next small muted">
          {formats.short(next.at)}: {next.title}
        </span>
      )}
    </>
  );
}

const columns = (formats: Formats): Column<TermLine>[] => [
  {
    id: 'number',
    head: 'Что',
    isName: true,
    cell: (line) => (
      <PageLink to={hrefOf(line)}>
        {line.source === 'incidents' ? `№ ${line.number}` : formatCaseNumber(line.number)}. {line.title}
      </PageLink>
    ),
  },
  { id: 'source', head: 'Источник', cell: ({ source }) => sourceTitles[source] },
  { id: 'topic', head: 'Тема', cell: ({ topic }) => topic ?? 'не выбрана' },
  { id: 'district', head: 'Территория', cell: ({ district }) => district ?? 'без территории' },
  { id: 'unit', head: 'Исполнитель', cell: ({ unit }) => unit ?? 'не назначен' },
  { id: 'clock', head: 'Срок', cell: ({ clock }) => clock },
  {
    id: 'due',
    head: 'До',
    cell: ({ dueAt, state }) => (
      <>
        <span className="nowrap">{formats.short(dueAt)}</span>{' '}
        {state !== 'later' && <Mark tone={tones[state]}>{stateTitles[state]}</Mark>}
      </>
    ),
  },
  {
    id: 'ladder',
    head: 'Сообщено',
    cell: (line) => <LadderWords line={line} formats={formats} />,
  },
];

const toldTitles: Readonly<Record<(typeof toldStates)[number], string>> = { yes: 'да', no: 'ещё нет' };

const fixedFilters: readonly ListFilter[] = [
  {
    kind: 'choice',
    name: 'source',
    label: 'Источник',
    unset: 'все',
    choices: termSources.map((value) => ({ value, label: sourceTitles[value] })),
  },
  {
    kind: 'choice',
    name: 'state',
    label: 'Состояние',
    unset: 'любое',
    choices: termStates.map((value) => ({ value, label: stateTitles[value] })),
  },
  {
    kind: 'choice',
    name: 'told',
    label: 'Сообщено о сроке',
    unset: 'неважно',
    choices: toldStates.map((value) => ({ value, label: toldTitles[value] })),
  },
];

/** Conditions that are choices of the directories: the page fills them in. */
type Directories = Record<'blocks' | 'districts' | 'units', { value: string; label: string }[]>;

const listOf = ({ blocks, districts, units }: Directories) =>
  defineList({
    route: listTerms,
    name: 'Пульт сроков',
    caption: 'Сроки, которые идут',
    filters: () => [
      ...fixedFilters,
      { kind: 'choice', name: 'block', label: 'Блок', unset: 'все', choices: blocks },
      { kind: 'choice', name: 'district', label: 'Территория', unset: 'вся', choices: districts },
      { kind: 'choice', name: 'unit', label: 'Исполнитель', unset: 'любой', choices: units },
    ],
    ask: ({ source, state, told, block, district, unit }) => ({
      source: termSources.find((one) => one === source),
      state: termStates.find((one) => one === state),
      told: toldStates.find((one) => one === told),
      block: block || undefined,
      districtId: district || undefined,
      unitId: unit || undefined,
    }),
    rows: (reply) => reply.terms,
    rowKey: ({ id }) => id,
    look: { columns: ({ formats }) => columns(formats), foldsBelow: 75 },
    failed: 'Сроки не загрузились',
    empty: {
      title: 'Сроков, которые идут, нет',
      words: 'Здесь появятся дела и инциденты, на которые надо ответить.',
    },
    nothing: { title: 'Таких сроков нет', words: 'Измените отбор.' },
    pages: { label: 'Страницы пульта сроков', words: ['Раньше', 'Позже'] },
    refreshEvery: 60_000,
    report: { route: exportTerms },
  });

function useDirectories(): Directories {
  const topics = useTopics();
  const districts = useRoute(getCity, undefined, { staleTime: 600_000 }).data?.districts ?? [];
  const units = useRoute(listUnits, undefined, { staleTime: 300_000 }).data?.units ?? [];
  return {
    blocks: [
      ...(topics?.blocks ?? []).map(({ code, shortTitle }) => ({ value: code, label: shortTitle })),
      { value: 'none', label: 'без темы' },
    ],
    districts: [
      ...districts.map(({ id, title, parentId }) => ({
        value: id,
        label: parentId ? `\u2003${title}` : title,
      })),
      { value: 'none', label: 'без территории' },
    ],
    units: [
      ...units
        .filter(({ isActive }) => isActive)
        .map(({ id, shortTitle }) => ({ value: id, label: shortTitle })),
      { value: 'none', label: 'не назначен' },
    ],
  };
}

/** «Пульт сроков»: cases of every channel and incidents of networks by their terms, on one ladder of reminders. */
export function ControlPage(): ReactNode {
  const list = useList(listOf(useDirectories()));
  return (
    <StaffPage title="Пульт сроков" hasFinder>
      <div className="desk control-desk">
        <List
          list={list}
          above={(reply) => reply.sources.length > 0 && <Totals reply={reply} query={list.query} />}
        />
      </div>
    </StaffPage>
  );
}

type Row = TermCounts & { source: TermSource | '' };

const numbers: readonly { id: keyof TermCounts; head: string; asks: QueryText }[] = [
  { id: 'all', head: 'Идёт', asks: { state: '', told: '' } },
  { id: 'late', head: 'Просрочено', asks: { state: 'late', told: '' } },
  { id: 'today', head: 'Истекает сегодня', asks: { state: 'today', told: '' } },
  { id: 'told', head: 'Сообщено', asks: { state: '', told: 'yes' } },
];

/** By source how many run, are late, end today; each number is the list it opens. */
function Totals({ reply, query }: { reply: Reply; query: QueryText }): ReactNode {
  const { block, district, unit } = query;
  const rows: Row[] = [
    ...reply.sources,
    ...(reply.sources.length > 1 ? [{ ...reply.whole, source: '' as const }] : []),
  ];
  const titleOf = ({ source }: Row): string => (source === '' ? 'Все источники' : sourceTitles[source]);
  const hrefTo = (row: Row, asks: QueryText): Address =>
    `/staff/control${stringifyQuery({ block, district, unit, source: row.source, ...asks })}`;
  return (
    <Section title="По источникам" className="stack stack--tight control-desk__totals">
      <DeskTable<Row>
        caption="Сроки по источникам"
        rows={rows}
        rowKey={({ source }) => source}
        columns={[
          { id: 'source', head: 'Источник', isName: true, cell: titleOf },
          ...numbers.map(({ id, head, asks }) => ({
            id,
            head,
            cell: (row: Row) =>
              row[id] === 0 ? (
                <span className="muted">0</span>
              ) : (
                <PageLink
                  to={hrefTo(row, asks)}
                  aria-label={`${titleOf(row)}, ${head}: ${row[id]}. Открыть список`}
                >
                  {formatNumber(row[id])}
                </PageLink>
              ),
          })),
        ]}
        empty={null}
        foldsBelow={40}
      />
      <p className="muted small">
        В списке {counted(reply.total, 'срок', 'срока', 'сроков')}: дела и инциденты, которые вы вправе
        читать. «Сообщено» — наступила хотя бы одна ступень лестницы напоминаний.
      </p>
    </Section>
  );
}
