import type { ReactNode } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { formatPercent, formatUpTo } from '../../../../shared/text/numbers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Skeleton } from '../../../ui/states.tsx';
import { caseHref, useNearNote } from '../../base/case-kit/near-list.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { type Proposal, propose } from './choice.ts';
import { FactChips } from './fact-chips.tsx';
import { isGeneral, type TriageChoice } from './fact-offer.ts';
import { PlaceWords } from './place-words.tsx';
import { ProposalLine } from './proposal-line.tsx';
import type { FactDesk } from './use-fact-desk.ts';

interface BoxProps {
  row: CaseRow;
  /** undefined while it loads: the proposal of the row stands meanwhile. */
  card: CaseCard | undefined;
  topics: Topics | undefined;
  choice: TriageChoice;
  desk: FactDesk;
  /** Whether the facts have keys of their own on this screen. */
  hasFactKeys: boolean;
  /** Why it cannot be accepted now. */
  refusal: string | null;
  onAccept: () => void;
  onTopic: () => void;
  onFact: (block: string, factId: string) => void;
  onExecutor: () => void;
  onDuplicate: () => void;
  onPlace: () => void;
}

/** «Предложено»: what Enter does, line by line, each with the key that changes it. */
export function ProposalBox(props: BoxProps): ReactNode {
  const { row, card, topics, choice, desk, refusal } = props;
  const { proposal } = desk;
  return (
    <section className="proposal" aria-label="Предложено">
      <header>
        <h3>Предложено</h3>
        <span className="small">{describeSource(proposal, choice)}</span>
        <Button
          kind="primary"
          hint="Enter"
          className="push"
          disabledReason={refusal}
          onClick={props.onAccept}
        >
          Принять
        </Button>
      </header>
      <dl>
        <ProposalLine name="Блок" hint="1–9" label="Изменить тему" onChange={props.onTopic}>
          <TopicWords proposal={proposal} topics={topics} />
          <Reasons proposal={proposal} />
          {proposal.because === 'danger' && (
            <span className="proposal__reasons small">
              Похоже на опасное: оставлен короткий срок. Другой факт — клавишей.
            </span>
          )}
        </ProposalLine>
        {(desk.facts.length > 0 || choice.within) && (
          <ProposalLine name="Факт">
            <FactChips
              facts={desk.facts}
              chosen={proposal.factId}
              within={choice.within}
              topics={topics}
              hasKeys={props.hasFactKeys}
              onFact={props.onFact}
            />
          </ProposalLine>
        )}
        <ProposalLine name="Кому" hint="KeyA" label="Изменить исполнителя" onChange={props.onExecutor}>
          <ExecutorWords row={row} card={card} topics={topics} choice={choice} proposal={proposal} />
        </ProposalLine>
        <ProposalLine name="Срок">
          <TermWords row={row} card={card} topics={topics} desk={desk} />
        </ProposalLine>
        {row.placeSuggestions.length > 0 && (
          <ProposalLine
            name="Место"
            hint="KeyW"
            label="Изменить: другое место из текста или без места"
            onChange={props.onPlace}
          >
            <PlaceWords row={row} choice={choice} />
          </ProposalLine>
        )}
        {card?.duplicateOf && (
          <ProposalLine
            name="Дубль?"
            hint="KeyU"
            label="Изменить: присоединить как дубль"
            onChange={props.onDuplicate}
          >
            <DuplicateWords near={card.duplicateOf} />
          </ProposalLine>
        )}
      </dl>
    </section>
  );
}

function describeSource(proposal: Proposal, choice: TriageChoice): string {
  if (choice.block || choice.factId) return 'тема выбрана вами';
  if (proposal.confidence === null) return proposal.isSure ? 'тема уже указана' : 'тема не определена';
  const share = formatPercent(proposal.confidence);
  return proposal.isSure
    ? `уверенность ${share}`
    : `не уверен, ${share}: выберите факт клавишей или блок цифрой`;
}

function TopicWords(props: { proposal: Proposal; topics: Topics | undefined }): ReactNode {
  const { proposal, topics } = props;
  const block = topics?.block(proposal.block);
  const fact = topics?.fact(proposal.factId);
  if (!block) return <span className="muted">не определён</span>;
  const words = isGeneral(proposal.factId) ? 'общая тема' : fact?.title.toLocaleLowerCase('ru');
  return (
    <>
      <b>
        {block.digit} {block.shortTitle}
      </b>
      {words && ` — ${words}`}
    </>
  );
}

/** Why this topic: the resident's own words for it and against it. */
function Reasons({ proposal: { words, against } }: { proposal: Proposal }): ReactNode {
  if (words.length === 0 && against.length === 0) return null;
  return (
    <span className="proposal__reasons small">
      {words.length > 0 && <span>За: {quote(words)}</span>}
      {against.length > 0 && <span>Против: {quote(against)}</span>}
    </span>
  );
}

const quote = (words: readonly string[]): string => words.map((word) => `«${word}»`).join(', ');

function ExecutorWords(
  props: Pick<BoxProps, 'row' | 'card' | 'topics' | 'choice'> & {
    proposal: Proposal;
  },
): ReactNode {
  const { row, card, topics, choice, proposal } = props;
  if (!card) return <Skeleton width="60%" />;
  const own = propose(row, {});
  const unit = choice.unitId
    ? card.executors.find(({ unitId }) => unitId === choice.unitId)
    : own.factId === proposal.factId
      ? card.executors[0]
      : undefined;
  if (unit) {
    return (
      <>
        <b>{unit.title}</b> — {unit.personName && `${unit.personName}, `}в работе {formatUpTo(unit.inWork)}
      </>
    );
  }
  const kind = topics?.fact(proposal.factId)?.executorKind;
  return kind ? (
    <>
      <b>{topics?.kindTitle(kind)}</b> <span className="muted">— по теме</span>
    </>
  ) : (
    <span className="muted">по теме</span>
  );
}

function TermWords(props: {
  card: CaseCard | undefined;
  desk: FactDesk;
  topics: Topics | undefined;
  row: CaseRow;
}): ReactNode {
  const { card, desk, topics, row } = props;
  const formats = useFormats();
  if (!card) return <Skeleton width="40%" />;
  const { proposal, term, change, missed } = desk;
  const isProposed = propose(row, {}).factId === proposal.factId;
  const dueAt = isProposed ? (card.proposedDueAt ?? card.deadline?.dueAt) : undefined;
  const words = term?.words ?? '';
  return (
    <>
      {dueAt && (
        <>
          <b>{formats.date(dueAt)}</b> — {words || formats.until(dueAt)}
        </>
      )}
      {!dueAt && (words ? <b>{words}</b> : <span className="muted">по правилу темы</span>)}
      {change && (
        <span className={change.isLonger ? 'proposal__term proposal__term--longer' : 'proposal__term'}>
          срок станет {change.isLonger ? 'длиннее' : 'короче'}: было {change.from}
        </span>
      )}
      {missed && (
        <span className="proposal__term proposal__term--longer">
          возможна опасность: «{topics?.fact(missed.factId)?.shortTitle}» — срок короче
        </span>
      )}
    </>
  );
}

function DuplicateWords(props: { near: NonNullable<CaseCard['duplicateOf']> }): ReactNode {
  const note = useNearNote();
  const { near } = props;
  return (
    <>
      <PageLink to={caseHref(near.number)} className="number">
        {formatCaseNumber(near.number)}
      </PageLink>{' '}
      — {note(near)}
    </>
  );
}
