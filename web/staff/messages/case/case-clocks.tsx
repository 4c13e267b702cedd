import { type ReactNode, useId, useState } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { explainDeadline } from '../../../../shared/contract/messages/cases-explain.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { describeTermLeft, drawnShare } from '../../../lib/term-words.ts';
import { DeadlineLine } from '../../../ui/deadline.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { type Clock, isReplaced, orderClocks } from './order-clocks.ts';
import { WhyDate } from './why-date.tsx';

/** The terms of a case side by side, the nearest wide; «Почему эта дата» opens its count day by day. */
export function CaseClocks(props: { card: CaseCard }): ReactNode {
  const { card } = props;
  const clocks = orderClocks(card.clocks);
  const [openId, setOpenId] = useState<string | null>(null);
  const whyId = useId();
  if (clocks.length === 0) return null;
  return (
    <>
      <section className="clocks" aria-label="Сроки">
        {clocks.map((clock, at) => (
          <ClockCell
            key={clock.id}
            clock={clock}
            held={clock.kind === 'answer' ? card.held : null}
            wasReplaced={isReplaced(clock, card.clocks)}
            isNearest={at === 0}
            isOpen={openId === clock.id}
            whyId={whyId}
            onToggle={() => setOpenId(openId === clock.id ? null : clock.id)}
          />
        ))}
      </section>
      <div id={whyId}>{openId && <Why key={openId} caseId={card.id} clockId={openId} />}</div>
    </>
  );
}

function ClockCell(props: {
  clock: Clock;
  held: CaseCard['held'];
  wasReplaced: boolean;
  isNearest: boolean;
  isOpen: boolean;
  whyId: string;
  onToggle: () => void;
}): ReactNode {
  const { clock, held, wasReplaced, isNearest, isOpen, whyId, onToggle } = props;
  const formats = useFormats();
  const isOverdue = clock.state === 'overdue';
  return (
    <div className={isNearest ? 'clock clock--nearest' : 'clock'}>
      <h2>{wasReplaced ? `${clock.title}: прежний срок` : clock.title}</h2>
      <p className="clock__value">
        <b>до {formats.date(clock.dueAt)}</b>
        <span className={isOverdue ? 'tone-danger' : clock.stoppedAt ? 'muted' : undefined}>
          {isOverdue && <Icon name="diamond" size="small" />}{' '}
          <ClockWords clock={clock} held={held} wasReplaced={wasReplaced} />
        </span>
        <button
          type="button"
          className="link-button push clock__why"
          aria-expanded={isOpen}
          aria-controls={whyId}
          onClick={onToggle}
        >
          Почему эта дата
          <Icon name="chevron" />
        </button>
      </p>
      {clock.stoppedAt === null && clock.pausedAt === null && <DeadlineLine share={drawnShare(clock)} />}
    </div>
  );
}

function ClockWords(props: { clock: Clock; held: CaseCard['held']; wasReplaced: boolean }): ReactNode {
  const { clock, held, wasReplaced } = props;
  const formats = useFormats();
  if (clock.pausedAt && held)
    return `на паузе с ${formats.date(clock.pausedAt)}, не дольше чем до ${formats.date(held.until)}: ${held.ground.toLocaleLowerCase('ru')}`;
  if (clock.pausedAt) return `на паузе с ${formats.date(clock.pausedAt)}: ждём жителя, срок сдвинется`;
  if (!clock.stoppedAt)
    return `${describeTermLeft(clock, formats)}${clock.extensionCount > 0 ? ', срок продлён' : ''}`;
  if (wasReplaced) return `заменён ${formats.date(clock.stoppedAt)}: определена тема`;
  const inTime = clock.stoppedAt <= clock.dueAt;
  return `остановлен ${formats.date(clock.stoppedAt)}, ${inTime ? 'в срок' : 'с опозданием'}`;
}

/** The count of one term, day by day. */
export function Why(props: { caseId: string; clockId: string }): ReactNode {
  const { caseId, clockId } = props;
  const query = useRoute(
    explainDeadline,
    { params: { id: caseId, clockId } },
    { keepOld: false, staleTime: 300_000 },
  );
  return (
    <section className="why-date" aria-label="Почему эта дата">
      <Loadable query={query} failed="Расчёт срока не загрузился">
        {(explanation) => <WhyDate explanation={explanation} />}
      </Loadable>
    </section>
  );
}
