import { Link, type LinkProps } from '@tanstack/react-router';
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
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { FoundText } from '../../messages/cases/found-text.tsx';
import { meetingHref, protocolHref } from './meeting-words.ts';

type Archive = RouteReply<typeof searchArchive>;

const kindTitles: Readonly<Record<ArchiveKind, string>> = {
  protocol: 'протоколы',
  decision: 'решения',
  paper: 'материалы',
};

/** Protocols, decisions and papers of all years, by words in any of their forms; the address keeps what is looked for. */
export function ArchivePart(): ReactNode {
  const [query, change] = useUrlQuery();
  const trail = useCursorTrail();
  const kind = archiveKinds.find((one) => one === query.kind);
  const year = Number(query.year) || undefined;
  const archive = useRoute(searchArchive, {
    query: {
      ...(query.q && { q: query.q }),
      ...(year && { year }),
      ...(kind && { kind }),
      ...(trail.cursor && { cursor: trail.cursor }),
    },
  });
  const set = (patch: Record<string, string>) => {
    trail.restart();
    change(patch);
  };
  const counts = archive.data?.counts;
  const years = [...new Set([...(year ? [year] : []), ...(archive.data?.years ?? [])])].sort((a, b) => b - a);
  const count = (one: ArchiveKind) => (counts ? `: ${formatNumber(counts[one])}` : '');
  return (
    <div className="desk">
      <div className="desk__filters">
        <SearchForm
          className="group-find"
          label="Слова или номер протокола"
          value={query.q ?? ''}
          onFind={(q) => set({ q })}
        />
        <FilterSelect
          label="Год"
          value={year ? String(year) : ''}
          choices={[
            { value: '', label: 'все' },
            ...years.map((one) => ({ value: String(one), label: String(one) })),
          ]}
          onChange={(value) => set({ year: value })}
        />
        <FilterSelect
          label="Что"
          value={kind ?? ''}
          choices={[
            { value: '', label: 'всё' },
            ...archiveKinds.map((one) => ({ value: one, label: kindTitles[one] + count(one) })),
          ]}
          onChange={(value) => set({ kind: value })}
        />
      </div>
      <Loadable query={archive} failed="Архив не загрузился">
        {(data) => <Found data={data} query={query} onSet={set} />}
      </Loadable>
      <CursorPages
        label="Страницы архива"
        trail={trail}
        next={archive.data?.next}
        words={['Новее', 'Старше']}
      />
    </div>
  );
}

function Found(props: {
  data: Archive;
  query: Record<string, string | undefined>;
  onSet: (patch: Record<string, string>) => void;
}): ReactNode {
  const { data, query, onSet } = props;
  const isFiltered = Boolean(query.q || query.year || query.kind);
  if (data.rows.length === 0)
    return (
      <EmptyState
        title={isFiltered ? 'По этому отбору ничего нет' : 'Архив пока пуст'}
        action={
          isFiltered && <Button onClick={() => onSet({ q: '', year: '', kind: '' })}>Сбросить отбор</Button>
        }
      >
        {isFiltered
          ? 'Попробуйте другое слово или снимите год: ищутся протоколы, решения и названия материалов.'
          : 'Протоколы, решения и материалы встают сюда сами, когда заседание проведено.'}
      </EmptyState>
    );
  return (
    <>
      <p role="status" className="muted">
        {archiveKinds.map((kind) => `${kindTitles[kind]} — ${formatNumber(data.counts[kind])}`).join(', ')}
        {data.replaced.map(({ typed, shown }) => `. Вместе с «${typed}» искали «${shown}»`).join('')}
      </p>
      <ul className="group-archive" aria-label="Найденное, новое сверху">
        {data.rows.map((row) => (
          <li key={`${row.kind} ${row.id}`}>
            <Line row={row} />
          </li>
        ))}
      </ul>
    </>
  );
}

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

function factsOf({ kind, day, meetingNumber, protocolNumber, responsible, dueOn }: ArchiveRow): string[] {
  return [
    ...(kind === 'decision'
      ? [`решение, протокол ${protocolNumber ? `№ ${protocolNumber}` : 'готовится'}`]
      : []),
    ...(kind === 'paper' ? ['материал'] : []),
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
  const link = row.itemId
    ? { to: meetingHref(row.meetingId), search: { item: row.itemId } }
    : { to: protocolHref(row.meetingId) };
  return (
    <Link {...(link as LinkProps)}>
      <TitleWords row={row} />
    </Link>
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
