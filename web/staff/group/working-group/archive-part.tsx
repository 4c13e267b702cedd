import type { ReactNode } from 'react';
import { getFile } from '../../../../shared/contract/base/files.ts';
import {
  type ArchiveKind,
  type ArchiveRow,
  archiveKinds,
  searchArchive,
} from '../../../../shared/contract/group/working-group-archive.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { buildUrl } from '../../../lib/api.ts';
import type { Choice } from '../../../ui/forms/field.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { FoundText } from '../../messages/cases/found-text.tsx';
import { meetingHref, protocolHref } from './meeting-words.ts';

type Archive = RouteReply<typeof searchArchive>;

const kindTitles: Readonly<Record<ArchiveKind, string>> = {
  protocol: 'протоколы',
  decision: 'решения',
  paper: 'материалы',
};

const archive = defineList({
  route: searchArchive,
  name: 'Архив',
  caption: 'Найденное, новое сверху',
  filters: (reply, { year }) => [
    { kind: 'words', name: 'q', label: 'Слова или номер протокола' },
    { kind: 'choice', name: 'year', label: 'Год', unset: 'все', choices: listYears(reply, year) },
    {
      kind: 'choice',
      name: 'kind',
      label: 'Что',
      unset: 'всё',
      choices: archiveKinds.map((value) => ({
        value,
        label: kindTitles[value] + (reply ? `: ${formatNumber(reply.counts[value])}` : ''),
      })),
    },
  ],
  ask: ({ q, year, kind }) => ({
    q: q || undefined,
    year: Number(year) || undefined,
    kind: archiveKinds.find((one) => one === kind),
  }),
  rows: ({ rows }) => rows,
  rowKey: (row) => `${row.kind} ${row.id}`,
  look: { listClass: 'group-archive', item: (row) => <Line row={row} /> },
  failed: 'Архив не загрузился',
  empty: {
    title: 'Архив пока пуст',
    words: 'Протоколы, решения и материалы встают сюда сами, когда заседание проведено.',
  },
  nothing: {
    title: 'По этому отбору ничего нет',
    words: 'Попробуйте другое слово или снимите год: ищутся протоколы, решения и названия материалов.',
  },
  pages: { label: 'Страницы архива', words: ['Новее', 'Старше'] },
});

/** Years there is something of, the one asked for too. */
function listYears(reply: Archive | undefined, asked: string | undefined): Choice[] {
  const years = new Set([...(Number(asked) ? [Number(asked)] : []), ...(reply?.years ?? [])]);
  return [...years].sort((a, b) => b - a).map((year) => ({ value: String(year), label: String(year) }));
}

/** Protocols, decisions and papers of all years, by words in any of their forms; the address keeps what is looked for. */
export function ArchivePart(): ReactNode {
  const list = useList(archive);
  return (
    <div className="desk">
      <List list={list} above={(reply) => reply.rows.length > 0 && <Counts reply={reply} />} />
    </div>
  );
}

const Counts = ({ reply }: { reply: Archive }): ReactNode => (
  <p role="status" className="muted">
    {archiveKinds.map((kind) => `${kindTitles[kind]} — ${formatNumber(reply.counts[kind])}`).join(', ')}
    {reply.replaced.map(({ typed, shown }) => `. Вместе с «${typed}» искали «${shown}»`).join('')}
  </p>
);

function Line({ row }: { row: ArchiveRow }): ReactNode {
  return (
    <>
      <Title row={row} />
      {!row.protocolNumber && <Mark tone="warning">протокол не подписан</Mark>}
      <span className="muted small">{factsOf(row).join(', ')}</span>
      {row.excerpt && (
        <span className="found-excerpt small">
          <FoundText segments={row.excerpt} />
        </span>
      )}
    </>
  );
}

function factsOf({
  kind,
  day,
  meetingNumber,
  protocolNumber,
  cityNumber,
  responsible,
  dueOn,
}: ArchiveRow): string[] {
  return [
    ...(kind === 'decision'
      ? [`решение, протокол ${protocolNumber ? `№ ${protocolNumber}` : 'готовится'}`]
      : []),
    ...(kind === 'paper' ? ['материал'] : []),
    ...(kind === 'protocol' && cityNumber ? [`СЭД ${cityNumber}`] : []),
    `заседание ${meetingNumber ? `№ ${meetingNumber} ` : ''}${formatDay(day)}`,
    ...(responsible ? [`отвечает ${responsible}`] : []),
    ...(dueOn ? [`до ${formatDay(dueOn)}`] : []),
  ];
}

/** A protocol and a decision open at the item that says it; a paper is the file itself. */
function Title({ row }: { row: ArchiveRow }): ReactNode {
  if (row.kind === 'paper')
    return (
      <a
        href={buildUrl(getFile, { params: { id: row.id, variant: 'display' } })}
        target="_blank"
        rel="noreferrer"
      >
        <TitleWords row={row} />
      </a>
    );
  const to = row.itemId ? `${meetingHref(row.meetingId)}?item=${row.itemId}` : protocolHref(row.meetingId);
  return (
    <PageLink to={to}>
      <TitleWords row={row} />
    </PageLink>
  );
}

function TitleWords({ row }: { row: ArchiveRow }): ReactNode {
  if (row.kind === 'protocol')
    return `Протокол ${row.protocolNumber ? `№ ${row.protocolNumber}` : 'без номера'}`;
  return (
    <>
      {row.number && `${row.number}. `}
      {row.titleFound ? <FoundText segments={row.titleFound} /> : row.title}
    </>
  );
}
