import { type ReactNode, useState } from 'react';
import {
  exportPapers,
  importNumbers,
  listPapers,
  type NumberedPaper,
  type NumberState,
  numberedKinds,
  numberStates,
} from '../../../../shared/contract/group/city-numbers.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { numberedKindTitles, numberStateTitles } from '../../../../shared/text/group/city-numbers.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { perform } from '../../../lib/commands/perform.ts';
import type { Formats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { useFilePicker } from '../../../ui/forms/file-button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { NumberDialog } from './number-dialog.tsx';
import '../../base/parts/desk.css';

const title = 'Номера СЭД';

/** The state of the address. */
const readState = (state: string | undefined): NumberState =>
  numberStates.find((one) => one === state) ?? 'waiting';

const papers = (onOpen: (paper: NumberedPaper) => void) =>
  defineList({
    route: listPapers,
    name: title,
    caption: 'Документы центра и их номера в системе документооборота',
    filters: () => [
      { kind: 'words', name: 'q', label: 'Слова или любой из номеров' },
      {
        kind: 'choice',
        name: 'kind',
        label: 'Вид документа',
        unset: 'любой',
        choices: numberedKinds.map((value) => ({ value, label: numberedKindTitles[value] })),
      },
    ],
    ask: ({ state, kind, q }) => ({
      state: readState(state),
      kind: numberedKinds.find((one) => one === kind),
      q: q || undefined,
    }),
    rows: (reply) => reply.papers,
    rowKey: ({ id }) => id,
    look: { columns: ({ formats }) => listColumns(formats, onOpen), foldsBelow: 60 },
    failed: 'Документы не загрузились',
    empty: {
      title: 'Номера ничего не ждёт',
      words: 'Документ встаёт сюда, когда его подписали: протокол, выписка, отчёт; акт и поручение — сразу.',
    },
    nothing: { title: 'Таких документов нет', words: 'Измените слова, вид документа или состояние.' },
    pages: { label: 'Страницы документов', words: ['Новее', 'Старше'] },
    report: { route: exportPapers, more: 'Впишите номера и даты СЭД и загрузите таблицу сюда же' },
  });

function listColumns(
  formats: Formats,
  onOpen: (paper: NumberedPaper) => void,
): readonly Column<NumberedPaper>[] {
  return [
    { id: 'kind', head: 'Вид', cell: ({ kind }) => numberedKindTitles[kind] },
    { id: 'own', head: '№', cell: ({ ownNumber }) => <span className="nowrap">{ownNumber}</span> },
    { id: 'day', head: 'Дата', cell: ({ day }) => <span className="nowrap">{formatDay(day)}</span> },
    {
      id: 'title',
      head: 'Документ',
      isName: true,
      cell: (paper) => <PageLink to={paper.href}>{paper.title}</PageLink>,
    },
    {
      id: 'number',
      head: 'Номер СЭД',
      cell: (paper) => (
        <>
          {paper.cityNumber && (
            <>
              <b className="nowrap">{paper.cityNumber.number}</b> от {formatDay(paper.cityNumber.day)}
              <span className="small muted">
                {' '}
                {paper.cityNumber.source === 'file' ? 'из файла, ' : ''}
                {paper.cityNumber.enteredBy}, {formats.date(paper.cityNumber.enteredAt)}
              </span>{' '}
            </>
          )}
          <Button kind="quiet" onClick={() => onOpen(paper)}>
            {paper.cityNumber ? 'Исправить' : 'Записать'}
            <span className="aloud">
              : {numberedKindTitles[paper.kind]} № {paper.ownNumber}
            </span>
          </Button>
        </>
      ),
    },
  ];
}

type Checked = RouteReply<typeof importNumbers>;

/** What is to be registered in the city's document system, and the numbers that came back: by hand, or by a file both ways. */
export function NumbersPage(): ReactNode {
  const [opened, setOpened] = useState<NumberedPaper | null>(null);
  const list = useList(papers(setOpened));
  const { query, data } = list;
  const state = readState(query.state);
  return (
    <StaffPage title={title} hasFinder>
      <div className="desk">
        <SegmentedLinks
          label="Что показать"
          links={numberStates.map((one) => ({
            to: '/staff/city-numbers',
            search: linkQuery(query, one),
            label: (
              <>
                {numberStateTitles[one]} {data && <b>{data.counts[one]}</b>}
              </>
            ),
            current: one === state,
          }))}
        />
        <List list={list} actions={<Upload />} />
      </div>
      {opened && <NumberDialog paper={opened} onClose={() => setOpened(null)} />}
    </StaffPage>
  );
}

function linkQuery(query: Record<string, string | undefined>, state: NumberState): Record<string, string> {
  const kept = Object.entries({ ...query, state: state === 'waiting' ? '' : state });
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** Takes the table that came back; what it would change is shown before anything is written. */
function Upload(): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [found, setFound] = useState<{ file: File; checked: Checked } | null>(null);
  const check = async (file: File) => {
    setBusy(true);
    setProblem(null);
    const checked = await perform(importNumbers, {}, { file, onProblem: setProblem });
    if (checked) setFound({ file, checked });
    setBusy(false);
  };
  const { field, choose } = useFilePicker({
    accept: '.csv,.txt,.tsv,.xlsx,text/csv',
    label: 'Таблица с номерами СЭД',
    onPick: (file) => void check(file),
  });
  useHotkeys(title, [{ keys: 'KeyU', label: 'Загрузить номера', run: choose }], {
    active: !isBusy && !found,
  });
  return (
    <>
      {field}
      <Button kind="primary" hint="KeyU" busy={isBusy} onClick={choose}>
        Загрузить номера
      </Button>
      {problem && <ErrorState title="Таблица не прочитана" problem={problem} />}
      {found && <ImportDialog {...found} onClose={() => setFound(null)} />}
    </>
  );
}
