import { type ReactNode, useState } from 'react';
import {
  draftOfProblem,
  listOutages,
  type StaffOutage,
} from '../../../../shared/contract/messages/outages.ts';
import { outageStates } from '../../../../shared/contract/messages/outages-open.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CancelDialog, EndDialog, TermDialog } from './act-dialogs.tsx';
import { ImportPart } from './import-part.tsx';
import { OutageDialog } from './outage-dialog.tsx';
import { type OpenOutageDialog, OutageRow, stateWords } from './outage-row.tsx';
import './outages.css';

const outages = defineList({
  route: listOutages,
  name: 'Отключения',
  caption: 'Отключения',
  filters: (reply) => [
    {
      kind: 'choice',
      name: 'state',
      label: 'Состояние',
      unset: 'идут и впереди',
      choices: outageStates.map((value) => ({ value, label: stateWords[value].title })),
    },
    {
      kind: 'choice',
      name: 'resource',
      label: 'Ресурс',
      unset: 'любой',
      choices: (reply?.resources ?? []).map(({ id, title }) => ({ value: id, label: title })),
    },
    { kind: 'words', name: 'q', label: 'Улица, причина, кто чинит' },
  ],
  ask: ({ state, resource, q }) => ({
    state: outageStates.find((one) => one === state),
    ...(resource && { resource }),
    ...(q && { q: q.slice(0, 200) }),
  }),
  rows: (reply) => reply.outages,
  rowKey: ({ id }) => id,
  look: { item: (row) => <Row row={row} />, listClass: 'desk__list', itemClass: 'desk__sheet outage-row' },
  failed: 'Отключения не загрузились',
  empty: {
    title: 'Отключений нет',
    words:
      'Запишите отключение, загрузите таблицу поставщика или откройте массовую проблему: из неё отключение пишется само.',
  },
  pages: { label: 'Страницы отключений', words: ['Новее', 'Раньше'] },
  refreshEvery: 60_000,
});

/** One row with the dialogs it opens. */
function Row({ row }: { row: StaffOutage }): ReactNode {
  const [open, setOpen] = useState<OpenOutageDialog>(null);
  const onClose = () => setOpen(null);
  return (
    <>
      <OutageRow outage={row} onOpen={setOpen} />
      {open === 'change' && <OutageDialog outage={row} onClose={onClose} />}
      {open === 'term' && <TermDialog outage={row} onClose={onClose} />}
      {open === 'end' && <EndDialog outage={row} onClose={onClose} />}
      {open === 'cancel' && <CancelDialog outage={row} onClose={onClose} />}
    </>
  );
}

/** «Отключения»: what is off and what will be; a new one by the form, by a table, or from a mass problem (`?problem=`). */
export function OutagesPage(): ReactNode {
  const list = useList(outages);
  const [{ problem = '' }, change] = useUrlQuery();
  const [isNew, setNew] = useState(false);
  const may = (act: string) => list.data?.can.includes(act) ?? false;
  useHotkeys(
    'Отключения',
    may('create') ? [{ keys: 'KeyA', label: 'Записать отключение', run: () => setNew(true) }] : [],
    { active: !isNew && !problem },
  );
  return (
    <StaffPage
      title="Отключения"
      hasFinder
      actions={
        <>
          {may('create') && (
            <Button kind="primary" hint="KeyA" onClick={() => setNew(true)}>
              Отключение
            </Button>
          )}
          <a className="button" href="/outages" target="_blank" rel="noopener">
            Как видят жители
          </a>
        </>
      }
    >
      <div className="desk">
        {may('import') && <ImportPart />}
        <List list={list} />
      </div>
      {isNew && list.data && <OutageDialog resources={list.data.resources} onClose={() => setNew(false)} />}
      {problem && list.data && may('create') && (
        <FromProblem
          id={problem}
          resources={list.data.resources}
          onClose={() => change({ problem: '' }, { replace: true })}
        />
      )}
    </StaffPage>
  );
}

/** The form as the messages of a problem tell it; it opens once they are read. */
function FromProblem(props: {
  id: string;
  resources: readonly { id: string; title: string }[];
  onClose: () => void;
}): ReactNode {
  const { id, resources, onClose } = props;
  const { data } = useRoute(draftOfProblem, { params: { id } }, { keepOld: false });
  if (!data?.draft) return null;
  return <OutageDialog resources={resources} draft={{ ...data.draft, problemId: id }} onClose={onClose} />;
}
