import type { ReactNode } from 'react';
import type { Keys } from '../../../lib/keys.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { BlockButtons } from './block-buttons.tsx';
import { proposePlace } from './choice.ts';
import { InboxPreview, PreviewContext } from './inbox-preview.tsx';
import { ProposalBox } from './proposal-box.tsx';
import type { TriageScreen } from './triage-screen.ts';
import type { Inbox } from './use-inbox.ts';

/** The right pane: the message and the decision on it. */
export function TriagePane(props: {
  inbox: Inbox;
  screen: TriageScreen;
  openCase: (number: string) => void;
  onBack: () => void;
}): ReactNode {
  const { inbox, screen } = props;
  const { row, card, topics, choice, desk, handlers } = screen;
  if (!row || !desk) {
    return (
      <section id="inbox-preview" className="pane preview preview--none" aria-label="Просмотр">
        {inbox.isLoaded && <p className="muted">Здесь откроется следующее сообщение.</p>}
      </section>
    );
  }
  return (
    <section id="inbox-preview" className="pane preview" aria-label="Просмотр">
      <div className="narrow-only">
        <Button kind="quiet" icon="left" onClick={props.onBack}>
          К списку
        </Button>
      </div>
      <div className="preview__body">
        <InboxPreview
          key={row.id}
          row={row}
          card={card}
          said={row.placeSuggestions[proposePlace(row, choice) ?? 0]}
          problem={screen.cardProblem}
          onRetry={screen.reloadCard}
          onOpenCase={() => props.openCase(row.number)}
        />
        <ProposalBox
          row={row}
          card={card}
          topics={topics}
          choice={choice}
          desk={desk}
          hasFactKeys
          onFact={handlers.chooseFact}
          refusal={screen.refusal}
          onAccept={handlers.accept}
          onTopic={() => screen.openDialog('topic')}
          onExecutor={handlers.openExecutors}
          onDuplicate={handlers.openDuplicates}
          onPlace={handlers.turnPlace}
        />
        <PreviewContext card={card} />
        <BlockButtons topics={topics} block={desk.proposal.block} onDigit={handlers.chooseDigit} />
      </div>
      <Verdicts screen={screen} />
    </section>
  );
}

/** The legend of keys, each of which may be pressed by the mouse as well. */
function Verdicts(props: { screen: TriageScreen }): ReactNode {
  const { handlers, row } = props.screen;
  const verdicts: readonly { keys: Keys; label: string; run: () => void; isOn?: boolean }[] = [
    { keys: 'KeyU', label: 'дубль', run: handlers.openDuplicates },
    { keys: 'KeyB', label: 'отказ', run: handlers.openReject },
    { keys: 'KeyP', label: 'позже', run: handlers.openSnooze },
    { keys: 'KeyI', label: 'спросить', run: handlers.openAsk },
    { keys: '=!', label: 'срочно', run: handlers.setUrgent, isOn: row?.importance === 'high' },
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: keys of a keyboard, not fields of a form
    <div className="verdicts" role="group" aria-label="Другие решения">
      {verdicts.map(({ keys, label, run, isOn }) => (
        <button key={keys} type="button" aria-pressed={isOn} onClick={run}>
          <Kbd keys={keys} /> {label}
        </button>
      ))}
    </div>
  );
}
