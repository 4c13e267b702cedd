import { type ReactNode, useEffect, useRef } from 'react';
import type { IncidentLine } from '../../../../shared/contract/monitoring/incidents.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { postsWords, termLineWords, termShare } from '../../../../shared/text/monitoring/incident-words.ts';
import { incidentStatusTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { type Formats, useFormats } from '../../../lib/format.ts';
import { DeadlineLine, DeadlineWords } from '../../../ui/deadline.tsx';
import { Chip, Mark } from '../../../ui/mark.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { ToneChips } from '../../messages/case/tone-marks.tsx';
import { NetworkMark } from './network-names.tsx';

/** The hour of today's posts, the day of older ones. */
const arrivalWords = (at: string, formats: Formats): string =>
  localDay(at, formats.zone) === localDay(Date.now(), formats.zone)
    ? formats.time(at)
    : formats.date(at).slice(0, 5);

/** Network, first words, where it was written, the term, what is proposed; the term is the line at the bottom too. */
export function FeedRow(props: {
  row: IncidentLine;
  topics: Topics | undefined;
  now: number;
  isCurrent: boolean;
  onOpen: () => void;
}): ReactNode {
  const { row, now, isCurrent } = props;
  const formats = useFormats();
  const node = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) node.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const share = row.term ? termShare(row.term, now) : 1;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the feed belong to the screen
    // biome-ignore lint/a11y/useFocusableInteractive: options are active by aria-activedescendant
    <div
      ref={node}
      id={feedRowId(row.id)}
      data-number={row.number}
      role="option"
      aria-selected={isCurrent}
      className="message"
      onClick={props.onOpen}
    >
      <span className="message__mark">
        <NetworkMark networks={row.networks} />
      </span>
      <span className="message__first">
        <span className="message__line">{row.title}</span>
        <time className="message__meta" dateTime={row.lastPostedAt}>
          {arrivalWords(row.lastPostedAt, formats)}
        </time>
      </span>
      <span className="message__second">
        <span className="message__place">{row.where || row.number}</span>
        <span className="message__meta">
          {row.term ? (
            <DeadlineWords share={share}>{termLineWords(row.term, formats.zone, now)}</DeadlineWords>
          ) : (
            incidentStatusTitles[row.status]
          )}
        </span>
      </span>
      <RowMarks row={row} topics={props.topics} />
      <DeadlineLine share={share} />
    </div>
  );
}

export const feedRowId = (id: string): string => `incident-${id}`;

function RowMarks({ row, topics }: { row: IncidentLine; topics: Topics | undefined }): ReactNode {
  const topic = [topics?.block(row.block)?.shortTitle, row.factTitle].filter(Boolean).join(' · ');
  return (
    <span className="message__chips">
      <Chip isUnsure={!row.isSorted}>
        {topic || 'блок?'}
        {topic && !row.isSorted && <span className="aloud">, предложено</span>}
      </Chip>
      {row.importance === 'high' && (
        <Mark tone="danger" icon="alert">
          важность высокая
        </Mark>
      )}
      <ToneChips row={{ tone: row.marks, toneCheck: null }} />
      {row.posts > 1 && <span className="message__confidence">{postsWords(row.posts)}</span>}
      {row.unitTitle && <Chip>{row.unitTitle}</Chip>}
      {row.caseNumber && <Chip>дело № {row.caseNumber}</Chip>}
    </span>
  );
}
