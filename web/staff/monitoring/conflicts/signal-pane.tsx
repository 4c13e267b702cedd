import type { ReactNode } from 'react';
import type { SignalCard } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import { signalKindTitles, signalTitle, signalWords } from '../../../../shared/text/monitoring/conflicts.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { ClashPart, EvidencePart } from './evidence-part.tsx';
import type { ConflictActs } from './use-conflict-acts.ts';

interface Props {
  card: SignalCard;
  acts: ConflictActs;
  onDismiss: () => void;
}

/** The middle pane of a signal: the rule with its numbers, and what made it. */
export function SignalPane({ card }: { card: SignalCard }): ReactNode {
  const formats = useFormats();
  const { kind, facts, noticedAt, eventAt, state, conflictId, dismissReason, decidedBy, decidedAt } = card;
  return (
    <div className="conflict">
      <header className="conflict__head">
        <p className="conflict__line">
          <span className="muted small">
            {formats.short(eventAt)} · замечен {formats.short(noticedAt)}, правила {card.ruleVersion}
          </span>
          <span className="push">
            <Mark tone="warning">{signalKindTitles[kind].toLocaleLowerCase('ru')}</Mark>
          </span>
        </p>
        <h2 className="conflict__title">{signalTitle(facts, card)}</h2>
        <p>{signalWords(facts)}</p>
        {state === 'dismissed' && decidedAt && (
          <p className="muted">
            Ложный: {dismissReason}. {decidedBy}, {formats.short(decidedAt)}
          </p>
        )}
        {conflictId && (
          <p>
            <PageLink to="/staff/conflicts" search={{ id: conflictId }}>
              Открыть его конфликт
            </PageLink>
          </p>
        )}
      </header>
      <ClashPart signal={card} evidence={card.evidence} />
      {kind !== 'contradiction' && <EvidencePart evidence={card.evidence} />}
      {card.incident && (
        <p className="conflict__part">
          <PageLink to="/staff/social" search={{ id: card.incident.id }}>
            Инцидент № {card.incident.number} в ленте
          </PageLink>
        </p>
      )}
    </div>
  );
}

/** The right pane of a signal: three answers, one tap each. */
export function SignalMeasures({ card, acts, onDismiss }: Props): ReactNode {
  const params = { id: card.id };
  const body = { version: card.version };
  const mayDecide = card.can.includes('open');
  if (!mayDecide)
    return (
      <p className="muted measures__none">
        {card.state === 'new' ? 'Решает модератор.' : 'О сигнале уже решено.'}
      </p>
    );
  return (
    <>
      <Section title="Это конфликт?" isSmall className="measure">
        <p className="muted">Название, риск и место возьмутся из сигнала, потом их можно поправить.</p>
        <Button
          kind="primary"
          wide
          hint="KeyY"
          busy={acts.openFrom.isPending}
          onClick={() => acts.openFrom.mutate({ params, body })}
        >
          Это конфликт
        </Button>
        <Button wide hint="KeyB" onClick={onDismiss}>
          Ложный сигнал
        </Button>
      </Section>
      {card.near.length > 0 && (
        <Section title="Присоединить к открытому" isSmall className="measure">
          <ul className="measure__near">
            {card.near.map(({ id, number, title }) => (
              <li key={id}>
                <span>
                  {number}
                  <span className="line-below small">{title}</span>
                </span>
                <Button
                  busy={acts.join.isPending}
                  onClick={() => acts.join.mutate({ params, body: { ...body, conflictId: id } })}
                >
                  Сюда<span className="aloud">: {title}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
