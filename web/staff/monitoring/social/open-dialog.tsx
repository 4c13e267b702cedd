import type { ReactNode } from 'react';
import type { ActCard } from '../../../../shared/contract/monitoring/moderation.ts';
import { actStateTitles } from '../../../../shared/text/monitoring/moderation.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useGo } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { OtherBlocksDialog } from '../../messages/inbox/inbox-dialogs.tsx';
import { HideDialog } from '../moderation/hide-dialog.tsx';
import { PlaceChoiceDialog, TopicChoiceDialog, UnitChoiceDialog } from './choice-dialogs.tsx';
import { FilterDialog } from './filter-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { CloseDialog, ConvertDialog, DismissDialog, RefuseDialog, SplitDialog } from './social-dialogs.tsx';
import type { SocialScreen } from './social-screen.ts';
import type { FeedFilter } from './use-feed.ts';

interface DialogProps {
  screen: SocialScreen;
  filter: FeedFilter;
  networks: Parameters<typeof FilterDialog>[0]['networks'];
  onFilter: Parameters<typeof FilterDialog>[0]['onChange'];
  onOpen: (id: string | null) => void;
}

/** The one dialog that is open; it acts on what was current when it opened. */
export function OpenDialog(props: DialogProps): ReactNode {
  const { screen, filter, networks, onFilter, onOpen } = props;
  const { dialog, setDialog } = screen;
  const onClose = () => setDialog(null);
  if (dialog?.kind === 'filter')
    return (
      <FilterDialog
        filter={filter}
        networks={networks}
        topics={screen.topics}
        onChange={(patch) => {
          onClose();
          onFilter(patch);
        }}
        onClose={onClose}
      />
    );
  if (dialog?.kind === 'paste')
    return (
      <PasteDialog
        onDone={(id) => {
          onClose();
          onOpen(id);
        }}
        onClose={onClose}
      />
    );
  return <ChoiceOfOffer screen={screen} onClose={onClose} />;
}

/** What is changed of the offer before Enter; the rest are acts. */
function ChoiceOfOffer({ screen, onClose }: { screen: SocialScreen; onClose: () => void }): ReactNode {
  const { card, topics, choice, choose, proposal, dialog, setDialog } = screen;
  if (!card || !proposal) return null;
  const take = (patch: Partial<typeof choice>) => {
    onClose();
    choose({ ...choice, ...patch });
  };
  switch (dialog?.kind) {
    case 'other':
      return topics ? (
        <OtherBlocksDialog
          topics={topics}
          onPick={(block) => setDialog({ kind: 'topic', block })}
          onClose={onClose}
        />
      ) : null;
    case 'topic':
      return topics ? (
        <TopicChoiceDialog
          key={dialog.block}
          card={card}
          topics={topics}
          block={dialog.block}
          onPick={take}
          onClose={onClose}
        />
      ) : null;
    case 'place':
      return (
        <PlaceChoiceDialog address={proposal.address} onPick={(place) => take({ place })} onClose={onClose} />
      );
    case 'unit':
      return (
        <UnitChoiceDialog offered={card.offer.unit} onPick={(unit) => take({ unit })} onClose={onClose} />
      );
    default:
      return <ActDialog screen={screen} card={card} onClose={onClose} />;
  }
}

/** What became of it is told at once: hidden by the page, by hand, or once another person agrees. */
const tellHidden = (onClose: () => void) => (act: ActCard) => {
  onClose();
  showToast(`${act.number}: ${actStateTitles[act.state]}`);
};

function ActDialog(props: {
  screen: SocialScreen;
  card: NonNullable<SocialScreen['card']>;
  onClose: () => void;
}): ReactNode {
  const { screen, card, onClose } = props;
  const go = useGo();
  const { acts, dialog } = screen;
  const leave = () => {
    onClose();
    acts.leave(card.id);
  };
  switch (dialog?.kind) {
    case 'dismiss':
      return (
        <DismissDialog
          card={card}
          onPick={(reason, note) => {
            onClose();
            acts.dismiss.mutate({ params: { id: card.id }, body: { version: card.version, reason, note } });
          }}
          onClose={onClose}
        />
      );
    case 'hide':
      return (
        <HideDialog
          incidentId={card.id}
          postId={dialog.postId}
          onDone={tellHidden(onClose)}
          onClose={onClose}
        />
      );
    case 'split':
      return <SplitDialog card={card} onClose={onClose} />;
    case 'convert':
      return (
        <ConvertDialog
          card={card}
          onDone={(number) => {
            leave();
            if (number === null) return;
            showToast(`Сделано дело ${formatCaseNumber(number)}`);
            void go(caseHref(number));
          }}
          onClose={onClose}
        />
      );
    case 'refuse':
      return <RefuseDialog card={card} onDone={leave} onClose={onClose} />;
    case 'close':
      return <CloseDialog card={card} onDone={leave} onClose={onClose} />;
    default:
      return null;
  }
}
