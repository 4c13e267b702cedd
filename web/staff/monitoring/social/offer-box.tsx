import type { ReactNode } from 'react';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import { importanceTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import type { Running } from '../../../lib/commands/failure.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { ToneReasons } from '../../messages/case/tone-marks.tsx';
import { BlockButtons } from '../../messages/inbox/block-buttons.tsx';
import { nameTopic } from '../../messages/inbox/choice.ts';
import { ProposalLine } from '../../messages/inbox/proposal-line.tsx';
import { type IncidentChoice, type IncidentProposal, isChanged } from './incident-choice.ts';

interface BoxProps {
  card: IncidentCard;
  topics: Topics | undefined;
  choice: IncidentChoice;
  proposal: IncidentProposal;
  /** Why Enter does not accept it now. */
  refusal: string | null;
  command: Running;
  onAccept: () => void;
  onTopic: () => void;
  onPlace: () => void;
  onUnit: () => void;
  onImportance: () => void;
  onDigit: (digit: number) => void;
}

/** «Предложено»: what Enter does, line by line, each with the key that changes it; decided, it only tells. */
export function OfferBox(props: BoxProps): ReactNode {
  const { card, topics, choice, proposal, refusal } = props;
  const maySort = card.can.includes('sort');
  return (
    <>
      <section className="proposal" aria-label={card.isSorted ? 'Разобрано' : 'Предложено'}>
        <header>
          <h3>{card.isSorted ? 'Разобрано' : 'Предложено'}</h3>
          <span className="small">
            <SourceWords card={card} choice={choice} proposal={proposal} />
          </span>
          {maySort && (
            <Button
              kind="primary"
              hint="Enter"
              className="push"
              disabledReason={refusal}
              busy={props.command.isPending}
              onClick={props.onAccept}
            >
              {card.isSorted ? 'Записать' : 'Принять'}
            </Button>
          )}
        </header>
        <OfferLines {...props} maySort={maySort} />
      </section>
      <Failures of={props.command} title="Не принято" />
      {maySort && (
        <div className="narrow-only">
          <BlockButtons topics={topics} block={proposal.block} onDigit={props.onDigit} />
        </div>
      )}
    </>
  );
}

function OfferLines(props: BoxProps & { maySort: boolean }): ReactNode {
  const { card, topics, choice, proposal, maySort } = props;
  const { importance, address, unit } = proposal;
  return (
    <dl>
      <ProposalLine name="Блок" hint="1–9" label="Изменить тему" onChange={maySort && props.onTopic}>
        <b>{nameTopic(topics, proposal.block, proposal.factId) || 'не определён'}</b>
      </ProposalLine>
      <ProposalLine name="Место" hint="KeyO" label="Изменить место" onChange={maySort && props.onPlace}>
        {address ? <b>{address}</b> : <span className="muted">не указано</span>}
        {address && !card.isSorted && choice.place === undefined && ' — из текста'}
      </ProposalLine>
      <ProposalLine name="Кому" hint="KeyA" label="Изменить, кому" onChange={maySort && props.onUnit}>
        {unit ? <b>{unit.title}</b> : <span className="muted">остаётся у вас</span>}
      </ProposalLine>
      <ProposalLine
        name="Важность"
        hint="=!"
        label={importance === 'high' ? 'Сделать обычной' : 'Сделать высокой'}
        onChange={maySort && props.onImportance}
      >
        {importance === 'high' ? (
          <Mark tone="danger" icon="alert">
            {importanceTitles.high}
          </Mark>
        ) : (
          <b>{importanceTitles[importance]}</b>
        )}
        {importance === card.offer.importance &&
          card.offer.signs.length > 0 &&
          ` — ${card.offer.signs.join(', ')}`}
      </ProposalLine>
      {card.marks.length > 0 && (
        <ProposalLine name="Тон">
          <ToneReasons row={{ tone: card.marks, toneCheck: null }} />
        </ProposalLine>
      )}
    </dl>
  );
}

function SourceWords({ card, choice, proposal }: Pick<BoxProps, 'card' | 'choice' | 'proposal'>): ReactNode {
  const { confidence, isSure } = proposal;
  if (isChanged(choice)) return 'изменено вами';
  if (card.isSorted) return null;
  if (confidence === null) return 'тема не определена';
  return (
    <>
      <span className="aloud">уверенность </span>
      {formatPercent(confidence)}
      {!isSure && ', не уверен: выберите блок цифрой'}
    </>
  );
}
