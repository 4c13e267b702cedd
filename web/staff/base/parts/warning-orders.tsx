import { type ReactNode, useState } from 'react';
import {
  listOrders,
  type WarningKind,
  type WarningOrders,
} from '../../../../shared/contract/group/orders.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { assignmentStateTitles } from '../../../../shared/text/group/assignments.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { assignmentHref, stateTones } from './assignment-words.ts';
import { OrderDialog } from './order-dialog.tsx';

/** Orders on the warnings of a kind that run, by the id of the warning; empty where the reader takes no part in assignments. */
export function useWarningOrders(kind: WarningKind): ReadonlyMap<string, WarningOrders> {
  const enabled = usePermission('assignments.take-part');
  const options = { enabled, refreshEvery: 60_000 };
  const orders = useRoute(listOrders, { query: { kind } }, options).data?.orders ?? [];
  return new Map(orders.map((one) => [one.id, one]));
}

/** The same of one warning, running or over. */
export function useOrdersOf(kind: WarningKind, id: string): WarningOrders | undefined {
  const enabled = usePermission('assignments.take-part');
  const orders = useRoute(listOrders, { query: { kind, id } }, { enabled, keepOld: false }).data?.orders;
  return orders?.[0];
}

/** «Дать поручение», for whoever gives orders while the warning runs; nothing else. */
export function OrderButton({ orders }: { orders: WarningOrders | undefined }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (!orders?.draft) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {orders.given.length > 0 ? 'Дать ещё поручение' : 'Дать поручение'}
        <span className="aloud">: {orders.title}</span>
      </Button>
      {isOpen && <OrderDialog title={orders.title} order={orders.draft} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What was ordered on a warning, each with its state; nothing where nothing was. */
export function GivenOrders({ orders }: { orders: WarningOrders | undefined }): ReactNode {
  if (!orders || orders.given.length === 0) return null;
  return (
    <ul className="plain-rows" aria-label={`Поручения: ${orders.title}`}>
      {orders.given.map(({ id, number, responsible, state, dueOn, isLate }) => (
        <li key={number}>
          {id ? <PageLink to={assignmentHref(id)}>{number}</PageLink> : number}: {responsible},{' '}
          <span className="nowrap">до {formatDay(dueOn)}</span>{' '}
          <Mark tone={isLate ? 'danger' : stateTones[state]}>
            {assignmentStateTitles[state].toLocaleLowerCase('ru')}
            {isLate && ', срок прошёл'}
          </Mark>
        </li>
      ))}
    </ul>
  );
}
