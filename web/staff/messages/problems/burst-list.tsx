import type { ReactNode } from 'react';
import type { WarningOrders } from '../../../../shared/contract/group/orders.ts';
import {
  type Burst,
  gatherBurst,
  listBursts,
  noteBurst,
} from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { BurstName } from '../../base/parts/burst-name.tsx';
import { GivenOrders, OrderButton, useWarningOrders } from '../../base/parts/warning-orders.tsx';

/** «Раннее предупреждение»: topics that come far more often than at this hour of former weeks. Nothing = the part is quiet. */
export function BurstPart(props: { heading: 2 | 3; hidesWhenQuiet?: boolean }): ReactNode {
  const bursts = useRoute(listBursts, undefined, { refreshEvery: 60_000 });
  const orders = useWarningOrders('burst');
  const Heading = `h${props.heading}` as const;
  if (props.hidesWhenQuiet && bursts.data?.bursts.length === 0) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="bursts">
      <Heading id="bursts">Раннее предупреждение</Heading>
      <Loadable query={bursts} failed="Всплески не загрузились">
        {({ bursts: rows }) =>
          rows.length === 0 ? (
            <p className="muted">
              Всплесков нет: по темам и районам сообщений столько, сколько обычно в эти часы.
            </p>
          ) : (
            <ul className="bursts">
              {rows.map((burst) => (
                <BurstLine key={burst.id} burst={burst} orders={orders.get(burst.id)} />
              ))}
            </ul>
          )
        }
      </Loadable>
    </section>
  );
}

interface BurstProps {
  burst: Burst;
  orders: WarningOrders | undefined;
}

function BurstLine({ burst, orders }: BurstProps): ReactNode {
  const formats = useFormats();
  const { hours, count, usual, threshold } = burst;
  return (
    <li className="desk__sheet">
      <p className="bursts__head">
        <BurstName burst={burst} />
        <Mark tone={burst.notedBy ? 'quiet' : 'danger'}>
          {counted(count, 'сообщение', 'сообщения', 'сообщений')} за {counted(hours, 'час', 'часа', 'часов')}
        </Mark>
      </p>
      <p className="muted small">
        Обычно в эти часы {formatUsual(usual)}; всплеск — от {threshold}. Замечено{' '}
        {formats.dateTime(burst.beganAt)}, пороги версии {burst.ruleVersion}
        {burst.notedBy && `; видел(а): ${burst.notedBy.replace(/\.$/u, '')}`}.
      </p>
      <ul className="bursts__examples">
        {burst.examples.map(({ id, number, title }) => (
          <li key={id}>
            <PageLink to={caseHref(number)}>
              {formatCaseNumber(number)}. {title}
            </PageLink>
          </li>
        ))}
      </ul>
      <GivenOrders orders={orders} />
      <BurstActs burst={burst} orders={orders} />
    </li>
  );
}

/** What may be done about a warning: gather its messages, order, say that it was seen. */
function BurstActs({ burst, orders }: BurstProps): ReactNode {
  const note = useCommand(noteBurst, {
    onDone: () => showToast('Отмечено: видели'),
  });
  const go = useGo();
  const gather = useCommand(gatherBurst, {
    onDone: ({ id }) => {
      showToast('Сообщения всплеска — одна проблема');
      void go(`/staff/problems/${id}`);
    },
  });
  return (
    <div className="bursts__acts">
      {burst.can.includes('gather') && (
        <Button
          kind={burst.notedBy ? 'plain' : 'primary'}
          busy={gather.isPending}
          onClick={() => gather.mutate({ params: { id: burst.id } })}
        >
          Собрать в одну проблему
        </Button>
      )}
      <OrderButton orders={orders} />
      {burst.can.includes('note') && (
        <Button busy={note.isPending} onClick={() => note.mutate({ params: { id: burst.id } })}>
          Видели
        </Button>
      )}
      {burst.problemId && <ButtonLink to={`/staff/problems/${burst.problemId}`}>Открыть проблему</ButtonLink>}
    </div>
  );
}

const formatUsual = (usual: number): string => (usual === 0 ? 'ни одного' : String(usual).replace('.', ','));
