import type { ReactNode } from 'react';
import {
  downloadSnapshot,
  getSnapshot,
  recountSnapshot,
  type SnapshotFormat,
  type SnapshotTable,
} from '../../../../shared/contract/base/snapshots.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { keysOf } from '../../../../shared/known.ts';
import { useFormats } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Status } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { FigureGrid } from '../figures/figure-grid.tsx';
import { HeatLegend } from '../figures/heat-legend.tsx';
import { SinceThen } from './since-then.tsx';
import { layOutTable } from './snapshot-view.ts';
import '../../base/parts/desk.css';
import './snapshots.css';
import { useDownload } from '../../../lib/commands/use-download.ts';

type Snapshot = RouteReply<typeof getSnapshot>;

/** One snapshot: the same table as when it was frozen, what has changed since, its files. */
export function SnapshotPage(): ReactNode {
  const number = useParam('number');
  const snapshot = useRoute(getSnapshot, { params: { number } }, { keepOld: false });
  return (
    <StaffPage
      title={`Снимок ${number}`}
      // The name of what was frozen is the heading; until it is known, the page's own.
      {...(snapshot.data && {
        crumbs: (
          <Crumbs>
            <span className="number">{number}</span>
          </Crumbs>
        ),
      })}
      actions={snapshot.data && <Files number={number} />}
    >
      {snapshot.error?.code === 'lib.not-found' ? (
        <EmptyState
          title="Такого снимка нет"
          action={<ButtonLink to="/staff/snapshots">Ко всем снимкам</ButtonLink>}
        >
          Проверьте номер: он стоит в выгруженном файле.
        </EmptyState>
      ) : (
        <div className="desk snapshot">
          <Loadable query={snapshot} failed="Снимок не открылся">
            {(data) => <Loaded snapshot={data} />}
          </Loadable>
        </div>
      )}
    </StaffPage>
  );
}

const formatWords: Readonly<Record<SnapshotFormat, string>> = {
  csv: 'CSV',
  docx: 'Word',
  pdf: 'PDF',
  xlsx: 'Excel',
};

/** The frozen numbers as files. */
function Files({ number }: { number: string }): ReactNode {
  const { isBusy, download: save } = useDownload();
  return (
    <span className="cluster snapshot__files">
      {keysOf(formatWords).map((format) => (
        <Button
          key={format}
          kind={format === 'xlsx' ? 'primary' : 'plain'}
          busy={isBusy}
          onClick={() => void save(downloadSnapshot, { params: { number }, query: { format } })}
        >
          {formatWords[format]}
          <span className="aloud">: скачать снимок</span>
        </Button>
      ))}
    </span>
  );
}

function Loaded({ snapshot }: { snapshot: Snapshot }): ReactNode {
  const { content } = snapshot;
  return (
    <>
      <PageTitle text={content.title} className="snapshot__title" />
      <Facts snapshot={snapshot} />
      {content.address && (
        <div>
          <ButtonLink to={content.address}>Открыть этот вид с нынешними числами</ButtonLink>
        </div>
      )}
      {snapshot.canRecount && <Changes snapshot={snapshot} />}
      {content.tables.map((table) => (
        <FrozenTable key={table.id} table={table} />
      ))}
    </>
  );
}

function Facts({ snapshot }: { snapshot: Snapshot }): ReactNode {
  const { content, hash, isWhole, madeAt, madeBy } = snapshot;
  const formats = useFormats();
  return (
    <dl className="snapshot__facts">
      {content.told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>Данные на</dt>
        <dd>
          {formats.dateTime(content.asOf)}
          {content.mark !== null && <span className="small"> · до события № {content.mark}</span>}
        </dd>
      </div>
      <div>
        <dt>Заморозил</dt>
        <dd>
          {madeBy || '—'}, {formats.dateTime(madeAt)}
        </dd>
      </div>
      <div>
        <dt>Отпечаток</dt>
        <dd>
          <code title={hash}>{hash.slice(0, 16)}</code>{' '}
          {isWhole ? (
            <Status tone="ok">сходится с записью</Status>
          ) : (
            <Status tone="danger">не сходится: числа подменены</Status>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Changes({ snapshot }: { snapshot: Snapshot }): ReactNode {
  const now = useRoute(recountSnapshot, { params: { number: snapshot.number } });
  return (
    <Loadable query={now} failed="Нынешние числа не посчитались">
      {({ tables, asOf }) => <SinceThen frozen={snapshot.content.tables} now={tables} asOf={asOf} />}
    </Loadable>
  );
}

function FrozenTable({ table }: { table: SnapshotTable }): ReactNode {
  const { columns, lines, scale } = layOutTable(table);
  return (
    <section className="snapshot__table">
      <h2>{table.title}</h2>
      <FigureGrid caption={table.title} corner={table.rowTitle} columns={columns} lines={lines} />
      {scale && <HeatLegend words={table.title} scale={scale} ratio={table.ratio ?? null} />}
    </section>
  );
}
