import type { ReactNode } from 'react';
import { listBursts } from '../../../../shared/contract/messages/problems.ts';
import { formatDecimal } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { BurstName } from '../../base/parts/burst-name.tsx';
import { GivenOrders, OrderButton, useWarningOrders } from '../../base/parts/warning-orders.tsx';

/** «Раннее предупреждение»: topics of a district that rise above their usual hours, each with messages. */
export function WarningsPart(): ReactNode {
  const bursts = useRoute(listBursts, undefined, { refreshEvery: 60_000 });
  const orders = useWarningOrders('burst');
  const formats = useFormats();
  return (
    <Section title="Раннее предупреждение" className="stack stack--tight">
      <Loadable query={bursts} failed="Предупреждения не загрузились">
        {(data) =>
          data.bursts.length === 0 ? (
            <p className="muted">Поток сообщений обычный: ни одна тема ни в одном районе не растёт.</p>
          ) : (
            <ul className="zones__cells">
              {data.bursts.map((burst) => (
                <li key={burst.id}>
                  <BurstName burst={burst} />: {counted(burst.count, 'сообщение', 'сообщения', 'сообщений')}{' '}
                  за {counted(burst.hours, 'час', 'часа', 'часов')}, обычно {formatDecimal(burst.usual)}. С{' '}
                  {formats.dateTime(burst.beganAt)}.
                  <span className="cluster">
                    {burst.examples.map(({ number, title }) => (
                      <PageLink key={number} to={caseHref(number)}>
                        {formatCaseNumber(number)}. {title}
                      </PageLink>
                    ))}
                  </span>
                  <GivenOrders orders={orders.get(burst.id)} />
                  <OrderButton orders={orders.get(burst.id)} />
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
    </Section>
  );
}
