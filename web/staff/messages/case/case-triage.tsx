import { type ReactNode, useState } from 'react';
import { triageCase, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { showToast } from '../../../lib/toast.ts';
import { commandOf, keepPlace, turnPlace } from '../inbox/choice.ts';
import type { TriageChoice } from '../inbox/fact-offer.ts';
import { DuplicateDialog, ExecutorDialog } from '../inbox/inbox-dialogs.tsx';
import { ProposalBox } from '../inbox/proposal-box.tsx';
import { describeChange, useFactDesk } from '../inbox/use-fact-desk.ts';
import '../inbox/preview.css';
import type { Topics } from '../../base/case-kit/topics.ts';
import { mergeInto } from './case-actions.ts';
import { TopicDialog } from './topic-dialog.tsx';
import type { CaseDesk } from './use-case-desk.ts';

/** The decision of triage on the card itself, for a case that was opened before it was sorted. */
export function CaseTriage(props: { desk: CaseDesk; topics: Topics | undefined }): ReactNode {
  const { desk, topics } = props;
  const { card } = desk;
  const [choice, choose] = useState<TriageChoice>({});
  const [dialog, setDialog] = useState<'topic' | 'executor' | 'duplicate' | null>(null);
  const close = () => setDialog(null);
  const facts = useFactDesk(card, card, topics, choice);
  const refusal = !facts || facts.proposal.isSure ? null : 'Не уверен в теме: выберите её';
  const accept = () => {
    if (!facts || refusal || desk.isBusy) return;
    desk.run(
      triageCase,
      {
        params: { id: card.id },
        body: { version: card.version, ...commandOf(card, choice, facts.proposal) },
      },
      {
        onDone: ({ undoToken }) => {
          const undo = () => desk.run(undoDecision, { body: { undoToken: undoToken ?? '' } });
          const change = describeChange(facts.change);
          showToast(change ? `Принято: ${change}` : 'Принято', undoToken ? { undo } : {});
        },
      },
    );
  };
  const place = () => {
    if (card.placeSuggestions.length > 0) choose(turnPlace(card, choice));
  };
  useHotkeys('Разбор', [
    { keys: 'Enter', label: 'Принять предложенное', run: accept },
    { keys: 'KeyW', label: 'Место по тексту: взять, следующее, без места', run: place },
  ]);
  return (
    <div className="case__triage">
      {facts && (
        <ProposalBox
          row={card}
          card={card}
          topics={topics}
          choice={choice}
          refusal={refusal}
          desk={facts}
          hasFactKeys={false}
          onFact={(block, factId) => choose({ ...keepPlace(choice), block, factId })}
          onAccept={accept}
          onTopic={() => setDialog('topic')}
          onExecutor={() => setDialog('executor')}
          onDuplicate={() => setDialog('duplicate')}
          onPlace={place}
        />
      )}
      {dialog === 'topic' && topics && (
        <TopicDialog
          topics={topics}
          onPick={(fact) => {
            choose({ ...keepPlace(choice), block: fact.block, factId: fact.id });
            close();
          }}
          onClose={close}
        />
      )}
      {dialog === 'executor' && (
        <ExecutorDialog
          executors={card.executors}
          onPick={(unitId) => {
            choose({ ...choice, unitId });
            close();
          }}
          onClose={close}
        />
      )}
      {dialog === 'duplicate' && (
        <DuplicateDialog
          card={card}
          onPick={(into) => {
            close();
            mergeInto(desk, into);
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
