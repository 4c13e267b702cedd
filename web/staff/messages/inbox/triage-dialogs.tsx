import type { ReactNode } from 'react';
import type { CaseRow, Channel } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { rejectionGrounds } from '../../../../shared/text/rejection.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { AskDialog } from '../case/ask-dialog.tsx';
import { TopicDialog } from '../case/topic-dialog.tsx';
import { keepPlace } from './choice.ts';
import type { TriageChoice } from './fact-offer.ts';
import type { Counts } from './inbox-counts.ts';
import {
  ChannelDialog,
  DuplicateDialog,
  ExecutorDialog,
  OtherBlocksDialog,
  RejectDialog,
  SnoozeDialog,
} from './inbox-dialogs.tsx';
import type { InboxFilter } from './use-inbox.ts';
import type { TriageActions } from './use-triage.ts';

export type TriageDialog =
  | 'other'
  | 'topic'
  | 'executor'
  | 'reject'
  | 'snooze'
  | 'duplicate'
  | 'ask'
  | 'channel';

interface DialogsProps {
  kind: TriageDialog | null;
  row: CaseRow | undefined;
  card: CaseCard | undefined;
  topics: Topics | undefined;
  choice: TriageChoice;
  choose: (choice: TriageChoice) => void;
  picked: readonly CaseRow[];
  actions: TriageActions;
  filter: InboxFilter;
  counts: Counts | undefined;
  onChannel: (channel: Channel | '') => void;
  dropPicks: () => void;
  openDialog: (dialog: TriageDialog | null) => void;
}

/** The one dialog of triage that is open. A verdict closes it and acts on what was current when it opened. */
export function TriageDialogs(props: DialogsProps): ReactNode {
  const { kind, row, card, topics, choice, choose, actions, openDialog } = props;
  const onClose = () => openDialog(null);
  const close = (work: () => void) => {
    onClose();
    work();
  };
  if (kind === 'channel') {
    return (
      <ChannelDialog
        counts={props.counts}
        onPick={(channel) => close(() => props.onChannel(channel))}
        onClose={onClose}
      />
    );
  }
  if (!row) return null;
  switch (kind) {
    case 'other':
      return topics ? (
        <OtherBlocksDialog
          topics={topics}
          onPick={(block) => close(() => choose({ ...keepPlace(choice), block, within: block }))}
          onClose={onClose}
        />
      ) : null;
    case 'topic':
      return topics ? (
        <TopicDialog
          topics={topics}
          block={choice.block}
          onPick={(fact) =>
            close(() =>
              choose({
                ...keepPlace(choice),
                ...(choice.within === fact.block && { within: fact.block }),
                block: fact.block,
                factId: fact.id,
              }),
            )
          }
          onClose={onClose}
        />
      ) : null;
    case 'snooze':
      return (
        <SnoozeDialog
          isSnoozed={props.filter.view === 'snoozed'}
          onPick={(until, reason, words) => close(() => actions.snooze(row, until, reason, words))}
          onClose={onClose}
        />
      );
    case 'duplicate':
      return card ? (
        <DuplicateDialog
          card={card}
          onPick={(into) => close(() => actions.merge(row, into))}
          onClose={onClose}
        />
      ) : null;
    case 'ask':
      return <AskDialog onAsk={(text) => close(() => actions.ask(row, text))} onClose={onClose} />;
    case 'executor':
    case 'reject':
      return <ManyDialogs {...props} kind={kind} row={row} close={close} onClose={onClose} />;
    default:
      return null;
  }
}

/** Verdicts that also act on marked messages. */
function ManyDialogs(
  props: DialogsProps & {
    kind: 'executor' | 'reject';
    row: CaseRow;
    close: (work: () => void) => void;
    onClose: () => void;
  },
): ReactNode {
  const { row, card, picked, choice, choose, actions, close, onClose } = props;
  const many = picked.length > 0;
  if (props.kind === 'executor') {
    return (
      <ExecutorDialog
        executors={card?.executors ?? []}
        onPick={(unitId) =>
          close(() => {
            if (many) actions.bulk(picked, { kind: 'assign', unitId }, 'Назначено');
            else choose({ ...choice, unitId });
          })
        }
        onClose={onClose}
      />
    );
  }
  return (
    <RejectDialog
      subject={many ? counted(picked.length, 'сообщение', 'сообщения', 'сообщений') : row.title}
      hasComment={!many}
      onPick={(ground, comment) =>
        close(() => {
          const words = `Отклонено: ${rejectionGrounds[ground].title.toLocaleLowerCase('ru')}`;
          if (many) actions.bulk(picked, { kind: 'reject', ground }, words);
          else actions.reject(row, ground, comment, words);
        })
      }
      onClose={onClose}
    />
  );
}
