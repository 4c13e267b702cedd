import { type ReactNode, useEffect, useRef } from 'react';
import { listProblems, type ProblemRow } from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo, useUrlQuery } from '../../../lib/router.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { BurstPart } from './burst-list.tsx';
import { GrowthSpark } from './growth-line.tsx';
import { problemHref, stateWords } from './problem-words.ts';
import '../../base/parts/desk.css';
import './problems.css';

const views = [
  { value: 'proposed', label: 'Предложенные' },
  { value: 'open', label: 'В работе' },
  { value: 'answered', label: 'С ответом' },
  { value: 'ended', label: 'Отклонённые и разобранные' },
] as const;
type View = (typeof views)[number]['value'];

const emptyWords: Readonly<Record<View, { title: string; next: string }>> = {
  proposed: {
    title: 'Предложений нет',
    next: 'Программа сравнивает каждое новое сообщение с прежними по месту, словам и времени. Объединить самим: во «Входящих» отметьте X и нажмите M.',
  },
  open: { title: 'Открытых проблем нет', next: 'Проблема откроется, когда вы скажете «да» на предложенную.' },
  answered: {
    title: 'Ответов ещё нет',
    next: 'Здесь встанет проблема, когда ответ получит последний из её жителей.',
  },
  ended: { title: 'Пусто', next: 'Здесь остаётся, на что сказали «не об одном» и что разобрали.' },
};

/** «Массовые проблемы»: early warning, what is proposed, what is in work, with the growth of each. */
export function ProblemsPage(): ReactNode {
  const [query] = useUrlQuery();
  const view = views.find(({ value }) => value === query.view)?.value ?? 'proposed';
  const problems = useRoute(listProblems, { query: { view } }, { refreshEvery: 60_000 });
  const counts = problems.data?.counts;
  const countOf = (value: View) =>
    counts && (value === 'proposed' || value === 'open') ? ` ${counts[value]}` : '';
  return (
    <StaffPage title="Массовые проблемы" hasFinder>
      <div className="desk">
        <BurstPart heading={2} />
        <div className="desk__filters">
          <SegmentedLinks
            label="Какие проблемы"
            links={views.map(({ value, label }) => ({
              to: '/staff/problems',
              search: { view: value },
              label: `${label}${countOf(value)}`,
              current: value === view,
            }))}
          />
        </div>
        <Loadable query={problems} failed="Проблемы не загрузились">
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState title={emptyWords[view].title}>{emptyWords[view].next}</EmptyState>
            ) : (
              <Rows rows={rows} />
            )
          }
        </Loadable>
      </div>
    </StaffPage>
  );
}

/** J and K walk, Enter opens: the link of the row has the focus, so that everything else of the browser works too. */
function Rows({ rows }: { rows: readonly ProblemRow[] }): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const go = useGo();
  const at = useRef(-1);
  const step = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a.problem-row__name') ?? [])];
    at.current = Math.min(links.length - 1, Math.max(0, at.current + by));
    links[at.current]?.focus();
  };
  // A list of another view begins at its top.
  useEffect(() => {
    at.current = -1;
  }, []);
  useHotkeys('Массовые проблемы', [
    { keys: 'KeyJ', label: 'Следующая проблема', run: () => step(1) },
    { keys: 'KeyK', label: 'Предыдущая проблема', run: () => step(-1) },
    {
      keys: 'KeyO',
      label: 'Открыть проблему',
      run: () => {
        const row = rows[Math.max(0, at.current)];
        if (row) void go(problemHref(row.id));
      },
    },
  ]);
  return (
    <ul className="desk__list" ref={list} aria-label="Проблемы">
      {rows.map((row) => (
        <ProblemLine key={row.id} row={row} />
      ))}
    </ul>
  );
}

function ProblemLine({ row }: { row: ProblemRow }): ReactNode {
  const formats = useFormats();
  const state = stateWords[row.state];
  return (
    <li className="desk__sheet problem-row">
      <div className="problem-row__main">
        <PageLink to={problemHref(row.id)} className="problem-row__name">
          {row.title}
        </PageLink>
        <p className="problem-row__facts">
          <Mark tone={state.tone}>{state.title}</Mark>
          {row.members > 0 && <span>{counted(row.members, 'дело', 'дела', 'дел')}</span>}
          {row.proposed > 0 && <b>{counted(row.proposed, 'ждёт', 'ждут', 'ждут')} вашего слова</b>}
          <span>{counted(row.people, 'житель', 'жителя', 'жителей')}</span>
        </p>
        <p className="muted small">
          Главное {formatCaseNumber(row.leadNumber)}; первое {formats.ago(row.firstAt)}, последнее{' '}
          {formats.ago(row.lastAt)}
          {row.unit && `; ${row.unit}`}
          {row.dueAt && `; ближайший срок ${formats.date(row.dueAt)}`}
        </p>
      </div>
      <GrowthSpark days={row.days} />
    </li>
  );
}
