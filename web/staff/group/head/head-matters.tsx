import { type ReactNode, useState } from 'react';
import type { HeadMatter } from '../../../../shared/contract/group/head-sheet.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Section } from '../../../ui/section.tsx';
import { OrderDialog } from '../../base/parts/order-dialog.tsx';
import type { Sheet } from './head-parts.tsx';
import { openWords } from './head-words.ts';

/** «Решить сегодня»: at most three things, each with its buttons. */
export function HeadMatters({ sheet: { matters, mayOrder } }: { sheet: Sheet }): ReactNode {
  const [ordered, setOrdered] = useState<HeadMatter | null>(null);
  const first = matters.find(({ order }) => order !== null);
  return (
    <Section title={matters.length > 0 ? `Решить сегодня — ${matters.length}` : 'Решить сегодня'} isSmall>
      {matters.length === 0 ? (
        <p className="muted">Ничего не ждёт вашего решения.</p>
      ) : (
        <ul className="head-matters">
          {matters.map((matter) => (
            <Matter
              key={`${matter.kind} ${matter.id}`}
              matter={matter}
              isFirst={matter === first}
              onOrder={mayOrder ? setOrdered : null}
            />
          ))}
        </ul>
      )}
      {ordered?.order && (
        <OrderDialog title={ordered.title} order={ordered.order} onClose={() => setOrdered(null)} />
      )}
    </Section>
  );
}

function Matter(props: {
  matter: HeadMatter;
  isFirst: boolean;
  onOrder: ((matter: HeadMatter) => void) | null;
}): ReactNode {
  const { matter, isFirst, onOrder } = props;
  const { title, note, href, order, isUrgent, kind } = matter;
  return (
    <li className="head-matter">
      <span className={isUrgent ? 'tone-danger' : 'tone-warning'}>
        <Icon name={isUrgent ? 'diamond' : 'up'} />
        <span className="aloud">{isUrgent ? 'Срочно' : 'Важно'}</span>
      </span>
      <div>
        <h3>{title}</h3>
        <p>{note}</p>
      </div>
      <div className="head-matter__acts">
        {order && onOrder && (
          <Button kind={isFirst ? 'primary' : 'plain'} onClick={() => onOrder(matter)}>
            Поручить<span className="aloud">: {title}</span>
          </Button>
        )}
        <ButtonLink to={href}>
          {openWords[kind]}
          <span className="aloud">: {title}</span>
        </ButtonLink>
      </div>
    </li>
  );
}
