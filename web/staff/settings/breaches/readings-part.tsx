import type { ReactNode } from 'react';
import { type BreachCard, exportReadings, listReadings } from '../../../../shared/contract/base/breaches.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { usePermission, useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../../ui/section.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';

const whose = [{ value: 'resident', label: 'все дела этого жителя' }] as const;

const readingList = (mayFindResident: boolean) =>
  defineList({
    route: listReadings,
    name: 'Кто что видел',
    caption: 'Чтения и выгрузки личных данных, новые сверху',
    filters: (reply) => [
      {
        kind: 'choice',
        name: 'actor',
        label: 'Кто',
        unset: 'все',
        choices: (reply?.people ?? []).map(({ actor, name }) => ({ value: actor, label: name })),
      },
      { kind: 'words', name: 'number', label: 'Номер дела' },
      ...(mayFindResident
        ? [{ kind: 'choice' as const, name: 'whose', label: 'Чьё', unset: 'только это дело', choices: whose }]
        : []),
      { kind: 'day', name: 'from', label: 'С' },
      { kind: 'day', name: 'to', label: 'По' },
    ],
    ask: ({ actor, number, whose: of, from, to }) => ({
      actor: actor || undefined,
      number: number || undefined,
      whose: number && of === 'resident' ? ('resident' as const) : undefined,
      from: from || undefined,
      to: to || undefined,
    }),
    rows: (reply) => reply.readings,
    rowKey: ({ seq }) => String(seq),
    look: {
      columns: ({ formats }) => [
        { id: 'at', head: 'Когда', cell: ({ at }) => formats.dateTime(at) },
        { id: 'who', head: 'Кто', cell: ({ who }) => who },
        { id: 'action', head: 'Что', cell: ({ action }) => action, isName: true },
        {
          id: 'object',
          head: 'Над чем',
          cell: ({ number, object }) => (number ? formatCaseNumber(number) : object),
        },
        { id: 'details', head: 'Зачем, сколько', cell: ({ details }) => details || '—' },
      ],
      foldsBelow: 60,
    },
    failed: 'Чтения не загрузились',
    empty: { title: 'Личных данных никто не открывал' },
    nothing: {
      title: 'Чтений по этому отбору нет',
      words:
        'Расширьте дни или снимите часть отбора. Списки, где имена и контакты скрыты, чтением не считаются.',
    },
    pages: { label: 'Страницы чтений', words: ['Новее', 'Старше'] },
    walk: 'none',
    limit: 20,
    report: { route: exportReadings, more: 'Выгрузка записана в журнал' },
  });
const [anyReader, knownReader] = [readingList(false), readingList(true)];

/** Who read what of people, out of the journal: by days, person of staff, case, resident. */
export function ReadingsPart({ card }: { card: BreachCard }): ReactNode {
  const mayFindResident = usePermission('cases.reveal');
  const list = useList(mayFindResident ? knownReader : anyReader);
  const zone = useZone();
  const { happenedAt } = card.fields;
  const from = localDay(happenedAt ?? card.discoveredAt, zone);
  const to = localDay(card.discoveredAt, zone);
  const isSet = list.query.from === from && list.query.to === to;
  return (
    <Section title="Кто что видел" isSmall className="desk__sheet">
      <p className="muted">
        Чтения и выгрузки личных данных из журнала. Письма целиком, поиск по контакту и запись на приём журнал
        хранит без номера дела: их видно без отбора по делу.
      </p>
      <List
        list={list}
        actions={!isSet && <Button onClick={() => list.set({ from, to })}>За дни инцидента</Button>}
      />
    </Section>
  );
}
