import type { ReactNode } from 'react';
import type { RemarkShelf } from '../../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionCard } from '../../../../shared/contract/participation/discussions.ts';
import {
  type DiscussionJudgeAct,
  type DiscussionKeepAct,
  decideDiscussion,
  discussionJudgeActs,
  extendDiscussion,
  judgeDiscussion,
  moveDiscussion,
} from '../../../../shared/contract/participation/discussions-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { DecisionDialog } from '../parts/decision-dialog.tsx';
import { ExtendDialog } from '../parts/extend-dialog.tsx';
import { type BarAct, barActs } from './discussion-acts.ts';
import { OutcomeDialog } from './outcome-dialog.tsx';
import { EnterDialog } from './remarks/enter-dialog.tsx';

interface Acted {
  card: DiscussionCard;
  onClose: () => void;
}
type Shelf = Exclude<RemarkShelf, 'all' | 'answered'>;
type Plain = DiscussionKeepAct | DiscussionJudgeAct;

/** What will come of an act that asks for nothing. */
const sure: Partial<Record<Plain, string>> = {
  submit:
    'Обсуждение уйдёт на проверку другому человеку. До его решения проект не меняют; вернуть себе можно.',
  approve: 'Вы проверили предмет, сроки, оповещение и пункты проекта. После этого обсуждение можно объявить.',
  announce:
    'Обсуждение и оповещение увидят все. Откроется оно само в назначенное время; до него его ещё можно вернуть себе.',
  finish: 'Ответы станут окончательными: изменить их можно, только если утверждающий вернёт обсуждение.',
  publish: 'Итог, все ответы и что изменилось в проекте увидят все. Авторам уйдут письма с ответами.',
  recall: 'Обсуждение снова станет черновиком, утверждать его придётся заново.',
  archive: 'В архиве обсуждение остаётся видно всем, менять в нём больше ничего нельзя.',
};
const asksReason: Partial<Record<Plain, string>> = {
  return: 'Что поправить',
  reopen: 'На какие замечания ответить заново',
  close: 'Почему закрыто раньше: это прочтут все',
  cancel: 'Почему отменено',
};

/** The dialog of an act. */
export function DiscussionDialog({
  act,
  onShelf,
  ...acted
}: Acted & { act: BarAct; onShelf: (shelf: Shelf) => void }): ReactNode {
  switch (act) {
    case 'finish':
      return <FinishDialog {...acted} onShelf={onShelf} />;
    case 'extend':
      return <ExtendDiscussionDialog {...acted} />;
    case 'decide':
      return <DecideDiscussionDialog {...acted} />;
    case 'enter':
      return <EnterDialog {...acted} />;
    case 'amend':
      return <OutcomeDialog {...acted} />;
    default:
      return <PlainDialog {...acted} act={act} />;
  }
}

const isJudged = (act: Plain): act is DiscussionJudgeAct => discussionJudgeActs.some((one) => one === act);

function PlainDialog({ card, act, onClose }: Acted & { act: Plain }): ReactNode {
  const move = useCommand(moveDiscussion, { onDone: onClose });
  const judge = useCommand(judgeDiscussion, { onDone: onClose });
  const { label } = barActs[act];
  const send = (reason: string): void => {
    const [params, version] = [{ id: card.id }, card.version];
    if (isJudged(act)) judge.mutate({ params, body: { version, act, reason } });
    else move.mutate({ params, body: { version, act, reason } });
  };
  const commands = isJudged(act) ? judge : move;
  const ask = asksReason[act];
  if (ask)
    return (
      <ReasonDialog
        title={label}
        label={ask}
        action={label}
        commands={commands}
        onSend={send}
        onClose={onClose}
      />
    );
  return (
    <SureDialog title={label} action={label} commands={commands} onSend={() => send('')} onClose={onClose}>
      <p>{sure[act]}</p>
    </SureDialog>
  );
}

/** Nothing is finished while one remark waits: how many there are is said, and their list is a press away. */
function FinishDialog({ card, onShelf, onClose }: Acted & { onShelf: (shelf: Shelf) => void }): ReactNode {
  const { label } = barActs.finish;
  const finish = useCommand(moveDiscussion, { onDone: onClose });
  const send = (): void =>
    finish.mutate({ params: { id: card.id }, body: { version: card.version, act: 'finish' } });
  const isUnanswered = card.figures.unanswered > 0;
  return (
    <SureDialog title={label} action={label} commands={finish} onSend={send} onClose={onClose}>
      <p>{sure.finish}</p>
      {finish.code === 'lib.conflict' && (
        <p>
          <Button
            onClick={() => {
              onShelf(isUnanswered ? 'unanswered' : 'waiting');
              onClose();
            }}
          >
            {isUnanswered ? 'Показать замечания без ответа' : 'Показать непросмотренные'}
          </Button>
        </p>
      )}
    </SureDialog>
  );
}

function ExtendDiscussionDialog({ card, onClose }: Acted): ReactNode {
  const extend = useCommand(extendDiscussion, { done: 'Обсуждение продлено', onDone: onClose });
  const { id, version, closesAt } = card;
  return (
    <ExtendDialog
      title="Продлить обсуждение"
      closesAt={closesAt}
      command={extend}
      send={(extended) => extend.mutate({ params: { id }, body: { version, ...extended } })}
      onClose={onClose}
    />
  );
}

/** What was decided on the project. */
function DecideDiscussionDialog({ card, onClose }: Acted): ReactNode {
  const decide = useCommand(decideDiscussion, {
    done: 'Решение записано, письма уйдут сами',
    onDone: onClose,
  });
  const { id, version } = card;
  return (
    <DecisionDialog
      title="Что решили по проекту"
      titleHint="Одной строкой: «Правила утверждены с изменениями»"
      actHint="Например: решение городской Думы"
      notNeededLabel="Коротко, что с проектом"
      command={decide}
      send={(decision) => decide.mutate({ params: { id }, body: { version, ...decision } })}
      onClose={onClose}
    />
  );
}
