import type { ReactNode, Ref } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { type Formats, useFormats } from '../../../lib/format.ts';
import { describeTermShort, drawnShare } from '../../../lib/term-words.ts';
import { DeadlineLine, DeadlineWords } from '../../../ui/deadline.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Chip } from '../../../ui/mark.tsx';
import { ChannelBadge } from '../../base/case-kit/channel-badge.tsx';
import { foldedWhy, isFolded } from '../../base/case-kit/tone-words.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { ToneChips } from '../case/tone-marks.tsx';
import { nameTopic, propose } from './choice.ts';
import { PlaceChip } from './place-words.tsx';

export interface InboxRowProps {
  id: string;
  row: CaseRow;
  topics: Topics | undefined;
  isCurrent: boolean;
  isPicked: boolean;
  /** Why the last decision on it did not go through. */
  failure: string | undefined;
  onOpen: () => void;
  rowRef?: Ref<HTMLDivElement>;
  index?: number;
}

/** Channel, first line, place, what is proposed, and the term as the row's bottom line. */
export function InboxRow(props: InboxRowProps): ReactNode {
  const { id, row, isCurrent, isPicked, failure, onOpen } = props;
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list belong to the screen
    // biome-ignore lint/a11y/useFocusableInteractive: options are active by aria-activedescendant
    <div
      ref={props.rowRef}
      id={id}
      data-index={props.index}
      data-number={row.number}
      role="option"
      aria-selected={isCurrent}
      className="message"
      onClick={onOpen}
    >
      <span className="message__mark">
        {isPicked ? <PickedMark /> : <ChannelBadge channel={row.channel} />}
      </span>
      <span className="message__first">
        <span className="message__line">
          {row.importance === 'high' && <UrgentMark />}
          {isFolded(row) ? <span className="muted">Текст свёрнут: {foldedWhy(row)}</span> : row.title}
        </span>
        <time className="message__meta" dateTime={row.registeredAt}>
          {describeArrival(row.registeredAt, formats)}
        </time>
      </span>
      <span className="message__second">
        <span className="message__place">
          {row.address ?? (row.placeSuggestions.length > 0 ? 'место не указано' : 'без места')}
        </span>
        {row.deadline && (
          <span className="message__meta">
            <DeadlineWords share={drawnShare(row.deadline)}>
              {describeTermShort(row.deadline, formats)}
            </DeadlineWords>
          </span>
        )}
      </span>
      <RowChips row={row} topics={props.topics} />
      {failure && <span className="message__failure">Не принято: {failure}</span>}
      <DeadlineLine share={row.deadline ? drawnShare(row.deadline) : 1} />
    </div>
  );
}

/** The hour of today's messages, the day of older ones. */
function describeArrival(at: string, formats: Formats): string {
  const isToday = localDay(at, formats.zone) === localDay(Date.now(), formats.zone);
  return isToday ? formats.time(at) : formats.date(at).slice(0, 5);
}

function PickedMark(): ReactNode {
  return (
    <span className="channel channel--picked">
      <Icon name="check" />
      <span className="aloud">отмечено</span>
    </span>
  );
}

function UrgentMark(): ReactNode {
  return (
    <span className="message__urgent">
      <Icon name="flag" label="Срочно" />
    </span>
  );
}

/** The unit that had the case before, else the kind of executor the topic asks for. */
function ExecutorChip(props: { row: CaseRow; factId: string | null; topics: Topics | undefined }): ReactNode {
  const { row, factId, topics } = props;
  const kind = topics?.fact(factId)?.executorKind;
  const title = row.executorUnit ?? (kind ? topics?.kindTitle(kind) : undefined);
  return title ? <Chip>{title}</Chip> : null;
}

function RowChips(props: { row: CaseRow; topics: Topics | undefined }): ReactNode {
  const { row, topics } = props;
  const proposal = propose(row, {});
  // One guess a block: the digit chooses among blocks, not among facts.
  const unsure = row.suggestion
    .filter((one, at, all) => all.findIndex(({ block }) => block === one.block) === at)
    .slice(0, 2);
  return (
    <span className="message__chips">
      <ToneChips row={row} />
      {row.status === 'reopened' && <Chip>вернул житель</Chip>}
      {proposal.isSure && <Chip>{nameTopic(topics, proposal.block, proposal.factId)}</Chip>}
      {!proposal.isSure && unsure.length === 0 && <Chip isUnsure>блок?</Chip>}
      {!proposal.isSure &&
        unsure.map((one) => (
          <Chip key={one.factId} isUnsure>
            {nameTopic(topics, one.block, one.factId)}
          </Chip>
        ))}
      <PlaceChip row={row} />
      {proposal.isSure && <ExecutorChip row={row} factId={proposal.factId} topics={topics} />}
      <span className="message__confidence">
        {!proposal.isSure && (proposal.confidence === null ? 'выберите цифрой' : 'не уверен, ')}
        {proposal.confidence !== null && formatPercent(proposal.confidence)}
      </span>
    </span>
  );
}
