import { type ReactNode, useState } from 'react';
import { type BreachLine, listBreaches } from '../../../../shared/contract/base/breaches.ts';
import {
  breachNoticeTitles,
  breachStateTitles,
  breachTermWords,
} from '../../../../shared/text/base/breach-words.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { type Formats, useNow } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { breachHref, breachMarks, breachTermMarks } from './breach-acts.ts';
import { OpenBreachDialog } from './breach-form.tsx';
import '../../base/parts/desk.css';

const shelves = [
  { value: 'running', label: 'Идут' },
  { value: 'over', label: 'Завершены' },
] as const;

/** The notice that is owed now, or the last one that was. */
function TermCell({ terms }: { terms: BreachLine['terms'] }): ReactNode {
  const now = useNow();
  const term = terms.find(({ sentAt }) => sentAt === null) ?? terms.at(-1);
  if (!term) return null;
  return (
    <>
      <Mark tone={breachTermMarks[term.state]}>{breachTermWords(term, now)}</Mark>
      <span className="muted small line-below">{breachNoticeTitles[term.notice]}</span>
    </>
  );
}

const columnsOf = (formats: Formats) => [
  {
    id: 'name',
    head: 'Инцидент',
    isName: true,
    cell: ({ id, serial, what }: BreachLine) => (
      <>
        <PageLink to={breachHref(id)}>№ {serial}</PageLink>
        <span className="muted small line-below">{what.length > 140 ? `${what.slice(0, 140)}…` : what}</span>
      </>
    ),
  },
  {
    id: 'state',
    head: 'Состояние',
    cell: ({ state }: BreachLine) => <Mark tone={breachMarks[state]}>{breachStateTitles[state]}</Mark>,
  },
  {
    id: 'discovered',
    head: 'Выявлен',
    cell: ({ discoveredAt }: BreachLine) => formats.dateTime(discoveredAt),
  },
  {
    id: 'people',
    head: 'Людей',
    cell: ({ people }: BreachLine) => (people === null ? 'не известно' : formatNumber(people)),
  },
  { id: 'term', head: 'Срок', cell: ({ terms }: BreachLine) => <TermCell terms={terms} /> },
];

const breaches = defineList({
  route: listBreaches,
  name: 'Инциденты с данными',
  caption: 'Инциденты с персональными данными, новые сверху',
  filters: () => [{ kind: 'choice', name: 'shelf', label: 'Показать', unset: 'Все', choices: shelves }],
  ask: ({ shelf }) => ({ shelf: shelves.find(({ value }) => value === shelf)?.value }),
  rows: (reply) => reply.items,
  rowKey: ({ id }) => id,
  look: { columns: ({ formats }) => columnsOf(formats), foldsBelow: 60 },
  failed: 'Инциденты не загрузились',
  empty: {
    title: 'Инцидентов не записано',
    words:
      'Личные данные ушли не тому, их видел посторонний, потерян носитель — запишите сразу: закон отводит часы. Порядок действий и уведомления будут на странице инцидента.',
  },
  nothing: { title: 'Таких инцидентов нет', words: 'Измените отбор.' },
  pages: { label: 'Страницы инцидентов', words: ['Назад', 'Дальше'] },
  refreshEvery: 60_000,
});

/** «Инциденты с данными»: breaches of personal data, whose terms run by the hour. */
export function BreachesPage(): ReactNode {
  const list = useList(breaches);
  const [isAdding, setAdding] = useState(false);
  return (
    <StaffPage
      title="Инциденты с данными"
      hasFinder
      actions={
        <Button kind="primary" onClick={() => setAdding(true)}>
          Записать инцидент
        </Button>
      }
    >
      <div className="desk">
        <List list={list} />
        {isAdding && <OpenBreachDialog onClose={() => setAdding(false)} />}
      </div>
    </StaffPage>
  );
}
