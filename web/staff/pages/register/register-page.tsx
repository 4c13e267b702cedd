import { type ReactNode, useState } from 'react';
import { listRegister, type Register, readPage } from '../../../../shared/contract/pages/register.ts';
import { exportRegion } from '../../../../shared/contract/pages/register-region.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { needWords } from '../../../../shared/text/pages/register.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import type { QueryText } from '../../../lib/url-query.ts';
import { Button } from '../../../ui/button.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { KeyHints } from '../../../ui/kbd.tsx';
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { StaleNote } from '../../base/parts/stale-note.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { ArchivePart } from './archive-part.tsx';
import { BodyPane } from './body-pane.tsx';
import { RegisterLegend } from './page-marks.tsx';
import { PagePane } from './page-pane.tsx';
import { RegionImport } from './region-dialog.tsx';
import { type OpenDialog, RegisterDialogs } from './register-dialogs.tsx';
import { listRegisterKeys } from './register-keys.ts';
import {
  countNeed,
  listRows,
  narrowBodies,
  type Place,
  type Row,
  readPlace,
  stepRow,
  toAddress,
} from './register-place.ts';
import { RegisterTable } from './register-table.tsx';
import './register.css';

/** «Страницы»: the register of official pages | what is open of it. The address is the view. */
export function RegisterPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const place = readPlace(query);
  const register = useRoute(listRegister, undefined, { refreshEvery: 60_000 });
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const mayKeep = register.data?.can.includes('keep') ?? false;
  return (
    <StaffPage
      title="Страницы"
      layout={place.isArchive ? 'page' : 'panes'}
      hasFinder
      bar={<Bar place={place} archived={register.data?.archived} />}
      actions={
        mayKeep &&
        !place.isArchive && (
          <Button kind="primary" icon="plus" hint="KeyN" onClick={() => setDialog({ kind: 'page' })}>
            Добавить страницу
          </Button>
        )
      }
    >
      {place.isArchive ? (
        <ArchivePart total={register.data?.archived ?? 0} onOpen={(id) => change({ view: '', id })} />
      ) : (
        <Loaded query={register}>
          {(data) => (
            <Desk place={place} register={data} change={change} dialog={dialog} setDialog={setDialog} />
          )}
        </Loaded>
      )}
    </StaffPage>
  );
}

function Bar({ place, archived }: { place: Place; archived: number | undefined }): ReactNode {
  const [, change] = useUrlQuery();
  return (
    <>
      <SegmentedLinks
        label="Что показать"
        links={[
          { to: '/staff/pages', search: {}, label: 'Органы', current: !place.isArchive },
          {
            to: '/staff/pages',
            search: { view: 'archive' },
            label: archived ? `Архив ${archived}` : 'Архив',
            current: place.isArchive,
          },
        ]}
      />
      {!place.isArchive && (
        <SearchForm
          className="register__search"
          label="Орган или страница"
          hiddenLabel
          placeholder="Орган или страница"
          action={null}
          maxLength={100}
          value={place.words}
          onFind={(q) => change({ q })}
        />
      )}
    </>
  );
}

interface Asked {
  data: Register | undefined;
  error: ApiProblem | null;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

/** Being read, not to be read, or read: what was read before stays while nothing newer comes, and says since when. */
function Loaded({ query, children }: { query: Asked; children: (data: Register) => ReactNode }): ReactNode {
  const retry = () => void query.refetch();
  if (!query.data && query.error)
    return <ErrorState title="Реестр не загрузился" problem={query.error} onRetry={retry} />;
  if (!query.data)
    return (
      <div className="register__loading">
        <SkeletonLines lines={10} label="Загружаем реестр…" />
      </div>
    );
  return (
    <>
      {query.error && (
        <StaleNote what="Реестр" problem={query.error} asOf={query.dataUpdatedAt} onRetry={retry} />
      )}
      {children(query.data)}
    </>
  );
}

interface DeskProps {
  place: Place;
  register: Register;
  change: (patch: QueryText, options?: { replace?: boolean }) => void;
  dialog: OpenDialog | null;
  setDialog: (dialog: OpenDialog | null) => void;
}

function Desk({ place, register, change, dialog, setDialog }: DeskProps): ReactNode {
  const isNarrow = useIsNarrow();
  const rows = listRows(narrowBodies(register.bodies, place));
  const body = place.id ? undefined : register.bodies.find(({ unitId }) => unitId === place.body);
  const page = useRoute(
    readPage,
    { params: { id: place.id } },
    { enabled: place.id !== '', keepOld: false, refreshEvery: 60_000 },
  );
  const card = place.id ? page.data : undefined;
  const isOpen = place.id !== '' || body !== undefined;
  const show = (address: QueryText) => change(address, { replace: !isNarrow || isOpen });
  const step = (by: 1 | -1) => {
    const row = stepRow(rows, place, by);
    if (row) show(toAddress(row));
  };
  const open = (kind: OpenDialog['kind']) => setDialog({ kind });
  const keys = { register, card: card?.can ?? null, hasBody: body?.isActive ?? false, open, step };
  useHotkeys('Реестр страниц', listRegisterKeys(keys), { active: dialog === null });
  return (
    <div className={isOpen ? 'register is-reading' : 'register'}>
      <RegisterPane register={register} rows={rows} place={place} change={change} show={show} open={open} />
      {isOpen && (
        <aside className="pane register__open" aria-label={body ? 'Орган' : 'Страница'}>
          <div className="narrow-only register__back">
            <Button kind="quiet" icon="left" onClick={() => change({ id: '', body: '' })}>
              К реестру
            </Button>
          </div>
          {card && <PagePane card={card} register={register} onDialog={open} />}
          {body && (
            <BodyPane
              body={body}
              register={register}
              onDialog={(kind, exemption) => setDialog({ kind, ...(exemption && { exemption }) })}
            />
          )}
          {place.id !== '' && !card && <NotOpen problem={page.error} retry={() => void page.refetch()} />}
        </aside>
      )}
      {dialog && (
        <RegisterDialogs
          dialog={dialog}
          register={register}
          card={card}
          body={body}
          onOpenPage={(id) => {
            setDialog(null);
            show({ id, body: '' });
          }}
          onOpenBody={(unitId) => {
            setDialog(null);
            show({ id: '', body: unitId });
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

/** The left pane: what wants a hand, the rows, how they are read. */
function RegisterPane(
  props: Pick<DeskProps, 'register' | 'place' | 'change'> & {
    rows: readonly Row[];
    show: (address: QueryText) => void;
    open: (kind: OpenDialog['kind']) => void;
  },
): ReactNode {
  const { register, place, rows, change, show, open } = props;
  return (
    <section className="pane register__main" aria-label="Реестр">
      <Needs register={register} place={place} />
      {rows.length === 0 ? (
        <Nothing place={place} onAll={() => change({ need: '', q: '' })} />
      ) : (
        <RegisterTable register={register} rows={rows} place={place} onOpen={(row) => show(toAddress(row))} />
      )}
      <RegisterLegend known={register.checks} />
      <div className="cluster">
        <ReportButtons route={exportRegion} query={{}} screen="Страницы" label="Свод региона" />
        {register.can.includes('keep') && (
          <>
            <RegionImport />
            <Button kind="quiet" icon="plus" onClick={() => open('outside')}>
              Внести организацию вне администрации
            </Button>
          </>
        )}
      </div>
      <KeyHints hints={[{ keys: ['KeyJ', 'KeyK'], label: 'по реестру' }]} />
    </section>
  );
}

function NotOpen({ problem, retry }: { problem: ApiProblem | null; retry: () => void }): ReactNode {
  if (problem) return <ErrorState title="Страница не загрузилась" problem={problem} onRetry={retry} />;
  return (
    <div className="page-pane__part">
      <SkeletonLines lines={6} label="Загружаем страницу…" />
    </div>
  );
}

const needTones = {
  posts: 'warning',
  unread: 'quiet',
  proof: 'quiet',
  revoked: 'danger',
  none: 'warning',
} as const;

/** What wants a hand, each a condition of the list; pressed again it shows all. */
function Needs({ register, place }: { register: Register; place: Place }): ReactNode {
  const [, change] = useUrlQuery();
  const { week, bodies } = register;
  const needs = (['posts', 'revoked', 'proof', 'unread', 'none'] as const).map(
    (need) => [need, countNeed(bodies, place, need)] as const,
  );
  return (
    <div className="register__needs">
      {needs
        .filter(([need, count]) => count > 0 || place.need === need)
        .map(([need, count]) => (
          <button
            key={need}
            type="button"
            className={`mark mark--${needTones[need]} register__need`}
            aria-pressed={place.need === need}
            onClick={() => change({ need: place.need === need ? '' : need })}
          >
            {needWords[need](count)}
          </button>
        ))}
      <span className="push muted small">
        Неделя {formatDay(week.from).slice(0, 5)}–{formatDay(week.to)}
      </span>
    </div>
  );
}

function Nothing({ place, onAll }: { place: Place; onAll: () => void }): ReactNode {
  if (place.need || place.words)
    return (
      <EmptyState title="По этому отбору ничего нет" action={<Button onClick={onAll}>Все органы</Button>} />
    );
  return (
    <EmptyState title="Органов пока нет">
      Реестр начинается со структуры: её ведёт администратор в «Людях и ролях».
    </EmptyState>
  );
}
