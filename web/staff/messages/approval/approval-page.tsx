import { type ReactNode, useState } from 'react';
import type { ApprovalItem } from '../../../../shared/contract/messages/cases-answers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { MarkedText, marksIn } from '../../../ui/answers/answer-checks.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ApprovalEdit } from './approval-edit.tsx';
import { ApprovalLetter } from './approval-letter.tsx';
import { ListSwitch, Nothing, Queue } from './approval-queue.tsx';
import { ApprovalChanges, ApprovalChecks, ApprovalCourse } from './approval-verify.tsx';
import { EqualAnswers } from './equal-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { type Approvals, mainDecision, nameItem, useApprovals } from './use-approvals.ts';
import './approval.css';

const mainWords = { approve: 'Утвердить и к следующему', agree: 'Согласовать и к следующему' } as const;

/** «Согласование»: the queue | the answer as a letter | checks, changes and the decision. */
export function ApprovalPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const approvals = useApprovals(query.case, query.list);
  const [version, setVersion] = useState<'now' | 'before'>('now');
  const { items, at, item } = approvals;
  // The answer is kept with the window: the queue may move on under what is being typed.
  const [dialog, setDialog] = useState<{ kind: 'return' | 'edit'; item: ApprovalItem } | null>(null);
  const openDialog = (kind: 'return' | 'edit'): void => setDialog(item ? { kind, item } : null);
  const open = (to: number): void => {
    const next = items[Math.min(items.length - 1, Math.max(0, to))];
    setVersion('now');
    if (next) change({ case: next.number });
  };
  const decide = (): void => {
    const decision = item && mainDecision(item);
    if (!item || !decision || approvals.isBusy) return;
    const next = items[at + 1] ?? items[at - 1];
    approvals.send(item, decision);
    change({ case: next?.number ?? '' });
  };
  const may = (name: string): boolean => item?.can.includes(name) ?? false;
  useHotkeys(
    'Согласование',
    [
      { keys: 'KeyJ', label: 'Следующий ответ', run: () => open(at + 1) },
      { keys: 'KeyK', label: 'Предыдущий ответ', run: () => open(at - 1) },
      ...(approvals.list === 'waiting'
        ? [
            { keys: 'KeyA', label: 'Утвердить или согласовать', run: decide },
            { keys: 'KeyB', label: 'Вернуть на доработку', run: () => may('return') && openDialog('return') },
            { keys: 'KeyE', label: 'Править на месте', run: () => mainDecision(item!) && openDialog('edit') },
          ]
        : []),
      { keys: 'ArrowLeft', label: 'Прежняя версия', run: () => item?.previous && setVersion('before') },
      { keys: 'ArrowRight', label: 'Последняя версия', run: () => setVersion('now') },
    ].filter(() => item !== undefined),
  );
  return (
    <StaffPage
      title="Согласование"
      layout="panes"
      hasFinder
      bar={
        <>
          <ListSwitch approvals={approvals} />
          <EqualAnswers />
        </>
      }
      actions={
        item && (
          <>
            {query.case && (
              <Button className="approval__back" onClick={() => change({ case: '' })}>
                К очереди
              </Button>
            )}
            <VersionSwitch approvals={approvals} version={version} setVersion={setVersion} />
            {/* On a phone nothing is open until a row of the queue is. */}
            <ButtonLink to={caseHref(item.number)} {...(!query.case && { className: 'wide-only' })}>
              Дело {formatCaseNumber(item.number)}
            </ButtonLink>
          </>
        )
      }
    >
      {item ? (
        <div className={query.case ? 'approval is-reading' : 'approval'}>
          <Queue approvals={approvals} onOpen={open} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long letter scrolls by itself, by keys too */}
          <section className="approval__desk" aria-label={nameItem(item)} tabIndex={0}>
            <ApprovalLetter item={item} version={version} />
          </section>
          <aside className="pane approval__verify" aria-label="Проверки и решение">
            {approvals.problem && (
              <ErrorState
                title={`Решение по ${formatCaseNumber(approvals.failedNumber)} не записано`}
                problem={approvals.problem}
                onRetry={() => void approvals.query.refetch()}
              />
            )}
            {approvals.list !== 'approved' && <ApprovalChecks item={item} />}
            <ApprovalChanges item={item} />
            <Question item={item} />
            <ApprovalCourse item={item} />
            {approvals.list === 'waiting' && (
              <Decide approvals={approvals} decide={decide} onDialog={openDialog} />
            )}
          </aside>
        </div>
      ) : (
        <Nothing approvals={approvals} />
      )}
      {dialog?.kind === 'return' && (
        <ReturnDialog approvals={approvals} item={dialog.item} onClose={() => setDialog(null)} />
      )}
      {dialog?.kind === 'edit' && (
        <ApprovalEdit approvals={approvals} item={dialog.item} onClose={() => setDialog(null)} />
      )}
    </StaffPage>
  );
}

function VersionSwitch(props: {
  approvals: Approvals;
  version: 'now' | 'before';
  setVersion: (version: 'now' | 'before') => void;
}): ReactNode {
  const item = props.approvals.item!;
  const { version, setVersion } = props;
  return (
    item.previous && (
      <Button
        className="wide-only"
        hint={version === 'now' ? 'ArrowLeft' : 'ArrowRight'}
        onClick={() => setVersion(version === 'now' ? 'before' : 'now')}
      >
        Версия {version === 'now' ? item.previous.version : item.answer.version}
      </Button>
    )
  );
}

/** The resident's words, with the questions the answer leaves open underlined. */
function Question({ item }: { item: NonNullable<Approvals['item']> }): ReactNode {
  return (
    <section className="section approval-section">
      <h2 className="section__title">Что спросил житель</h2>
      <p className="approval-question">
        <MarkedText text={item.question} marks={marksIn(item.checks, 'question')} />
      </p>
    </section>
  );
}

function Decide(props: {
  approvals: Approvals;
  decide: () => void;
  onDialog: (dialog: 'return' | 'edit') => void;
}): ReactNode {
  const { approvals, decide, onDialog } = props;
  const item = approvals.item!;
  const decision = mainDecision(item);
  const word = decision === 'agree' ? mainWords.agree : mainWords.approve;
  return (
    <footer className="approval__actions">
      <Button
        kind="primary"
        size="main"
        wide
        hint="KeyA"
        busy={approvals.isBusy}
        disabledReason={!decision && 'Свой ответ утверждает другой человек'}
        onClick={decide}
      >
        {word}
      </Button>
      <Button
        hint="KeyB"
        disabledReason={!item.can.includes('return') && 'Вернуть этот ответ вы не можете'}
        onClick={() => onDialog('return')}
      >
        Вернуть
      </Button>
      <Button
        hint="KeyE"
        disabledReason={!decision && 'Свой ответ правит исполнитель'}
        onClick={() => onDialog('edit')}
      >
        Править
      </Button>
    </footer>
  );
}
