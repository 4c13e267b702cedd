import { type ReactNode, useEffect, useRef } from 'react';
import type { BodyLine, PageLine, Register } from '../../../../shared/contract/pages/register.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { heldGrounds } from '../../../../shared/text/pages/register.ts';
import { Mark, Status } from '../../../ui/mark.tsx';
import { NetworkBadge } from '../../base/parts/network-badge.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { ImposedCell, type ImposedShares, useImposedShares } from '../gospubliki/imposed-share.tsx';
import { CheckStrip, FollowersWords, VerificationStatus, WeekNorm } from './page-marks.tsx';
import { isOpenRow, networkOf, type Place, type Row } from './register-place.ts';

interface Asked {
  register: Register;
  rows: readonly Row[];
  place: Place;
  onOpen: (row: Row) => void;
}

type Props = Asked & { shares: ImposedShares | null };

/** Below this, in rem, the columns would not stand beside each other. */
const columnsFrom = 75;

/** Bodies as their tree, each with its pages; on a phone as a list of sheets. */
export function RegisterTable(asked: Asked): ReactNode {
  const props = { ...asked, shares: useImposedShares() };
  return useIsNarrow(columnsFrom) ? <RegisterSheets {...props} /> : <WideTable {...props} />;
}

function WideTable(props: Props): ReactNode {
  return (
    <table className="register__table">
      <caption className="aloud">Органы и их официальные страницы</caption>
      <thead>
        <tr>
          <th scope="col">Орган и страница, подписчики за месяц</th>
          <th scope="col">Проверки, номер — чего нет</th>
          <th scope="col" className="is-number">
            Есть
          </th>
          <th scope="col">Верификация</th>
          <th scope="col">Норма недели</th>
          {props.shares && (
            <th scope="col" className="is-number">
              По заявкам
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) =>
          row.kind === 'body' ? (
            <BodyRow key={row.body.unitId} {...props} row={row} />
          ) : (
            <PageRow key={row.page.id} {...props} row={row} />
          ),
        )}
      </tbody>
    </table>
  );
}

type RowOf<K extends Row['kind']> = Extract<Row, { kind: K }>;

/** The row opens by its name; J and K walk over the same rows, and the one that is open is kept in sight. */
function RowButton(props: Props & { row: Row; children: ReactNode }): ReactNode {
  const { row, place, onOpen } = props;
  const isOpen = isOpenRow(row, place);
  const node = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) node.current?.closest('tr, li')?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <button
      ref={node}
      type="button"
      className="register__name"
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(row)}
    >
      {props.children}
    </button>
  );
}

const stepClass = (depth: number): string => `register__step register__step--${Math.min(depth, 3)}`;

function BodyRow(props: Props & { row: RowOf<'body'> }): ReactNode {
  const { row, place, register, shares } = props;
  const { body } = row;
  return (
    <tr className="register__body" data-open={isOpenRow(row, place) || undefined}>
      <th scope="rowgroup" colSpan={2} className={stepClass(body.depth)}>
        <RowButton {...props} row={row}>
          {body.title}
        </RowButton>
      </th>
      <td colSpan={shares ? 4 : 3}>
        <BodyFacts body={body} register={register} />
      </td>
    </tr>
  );
}

/** What a body lawfully keeps not, and what it lacks: plainly. */
export function BodyFacts({ body, register }: { body: BodyLine; register: Register }): ReactNode {
  const generally = body.pages.length > 0 ? 'других не ведёт' : 'не ведёт';
  return (
    <span className="register__facts">
      {!body.isActive && <Mark tone="quiet">закрыт в структуре</Mark>}
      {heldGrounds(body).map(({ id, network, ground, until }) => (
        <span key={id} className="muted">
          {network === null ? generally : `не ведёт ${networkOf(register, network).short}`}: {ground}
          {until && `, до ${formatDay(until)}`}
        </span>
      ))}
      {body.lacks.length > 0 && (
        <Status tone="warning">
          нет страницы: {body.lacks.map((id) => networkOf(register, id).short).join(', ')}
        </Status>
      )}
    </span>
  );
}

function PageName({ page, register }: { page: PageLine; register: Register }): ReactNode {
  const network = networkOf(register, page.network);
  return (
    <>
      <NetworkBadge short={network.short} title={network.title} />
      <span className="register__title">
        {page.title}
        <FollowersWords page={page} />
      </span>
      {page.isOpening && <Mark tone="info">создаётся</Mark>}
    </>
  );
}

function PageRow(props: Props & { row: RowOf<'page'> }): ReactNode {
  const { row, place, register, shares } = props;
  const { page, body } = row;
  return (
    <tr data-open={isOpenRow(row, place) || undefined}>
      <th scope="row" className={stepClass(body.depth + 1)}>
        <RowButton {...props} row={row}>
          <PageName page={page} register={register} />
        </RowButton>
      </th>
      <td>
        <CheckStrip checks={page.checks} known={register.checks} />
      </td>
      <td className="is-number">
        <b>{formatPercent(page.share)}</b>
      </td>
      <td>
        <VerificationStatus state={page.verification} on={page.verificationOn} />
      </td>
      <td>
        <WeekNorm week={page.week} />
      </td>
      {shares && (
        <td className="is-number">
          <ImposedCell share={shares.of(page.id)} />
        </td>
      )}
    </tr>
  );
}

function RegisterSheets(props: Props): ReactNode {
  const { register, rows } = props;
  return (
    <ul className="register__sheets" aria-label="Органы и их официальные страницы">
      {rows.map((row) =>
        row.kind === 'body' ? (
          <li key={row.body.unitId} className="register__body">
            <RowButton {...props} row={row}>
              {row.body.title}
            </RowButton>
            <BodyFacts body={row.body} register={register} />
          </li>
        ) : (
          <li key={row.page.id}>
            <RowButton {...props} row={row}>
              <PageName page={row.page} register={register} />
            </RowButton>
            <WeekNorm week={row.page.week} />
            <span className="cluster">
              <CheckStrip checks={row.page.checks} known={register.checks} />
              <b>{formatPercent(row.page.share)}</b>
              <VerificationStatus state={row.page.verification} on={row.page.verificationOn} />
            </span>
          </li>
        ),
      )}
    </ul>
  );
}
