import { type ReactNode, useEffect, useState } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button, ButtonLink, IconButton } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ChoiceDialog } from '../../base/case-kit/choice-dialog.tsx';
import { listPictures } from '../../base/case-kit/photo-items.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { Composer } from './answer/composer.tsx';
import { type ComposerTab, composerField } from './answer/composer-field.ts';
import { type CaseDialog, listCaseActions, switchImportance, unmerge } from './case-actions.ts';
import { CaseAside } from './case-aside.tsx';
import { CaseClocks } from './case-clocks.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead, ClosedNote } from './case-head.tsx';
import { CaseHistory, nextFilter } from './case-history.tsx';
import { CaseTriage } from './case-triage.tsx';
import { CourseNotes } from './course-notes.tsx';
import type { HistoryFilter } from './describe-event.ts';
import { CaseDialogs } from './dialogs/case-dialogs.tsx';
import { LawNotes } from './regime/law-notes.tsx';
import { type CaseDesk, useCaseDesk } from './use-case-desk.ts';
import { useCaseWalk, type Walk } from './use-case-walk.ts';

/** Facts left, feed and composer in the middle, place and control right; terms over them all. */
export function CaseScreen(props: { card: CaseCard }): ReactNode {
  const { card } = props;
  const desk = useCaseDesk(card);
  const topics = useTopics();
  const [dialog, setDialog] = useState<CaseDialog | null>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [filter, setFilter] = useState<HistoryFilter>('all');
  const [tab, setTab] = useComposerTab(desk);
  const walk = useCaseWalk(card);
  useAskedDialog(desk, setDialog);
  const open = (next: CaseDialog) => {
    if (next === 'importance') switchImportance(desk);
    else setDialog(next);
  };
  useCaseKeys({ desk, open, setTab, walk, nextFilter: () => setFilter(nextFilter) });
  const closeDialog = () => {
    setDialog(null);
    desk.forget();
  };
  return (
    <StaffPage
      title={card.title}
      crumbs={<CameFrom walk={walk} />}
      actions={
        <Actions desk={desk} walk={walk} onMenu={() => setMenuOpen(true)} onAnswer={() => setTab('answer')} />
      }
      layout="panes"
    >
      <div className="case">
        <CaseHead card={card} />
        <ClosedNote desk={desk} onReopen={() => open('reopen')} onUnmerge={() => unmerge(desk)} />
        <LawNotes card={card} />
        <CourseNotes card={card} />
        <Failures of={desk} />
        <CaseClocks card={card} />
        <div className="case__body">
          <CaseFacts desk={desk} topics={topics} onEdit={open} />
          <section className="pane history" aria-label="Лента и ответ">
            {desk.can('triage') && <CaseTriage desk={desk} topics={topics} />}
            <CaseHistory desk={desk} topics={topics} filter={filter} onFilter={setFilter} />
            <Composer desk={desk} tab={tab} onTab={setTab} onSentAndNext={walk.next} />
          </section>
          <CaseAside desk={desk} onEdit={open} />
        </div>
      </div>
      <CaseDialogs desk={desk} topics={topics} dialog={dialog} onClose={closeDialog} />
      {isMenuOpen && (
        <ChoiceDialog
          title="Действия с делом"
          choices={listCaseActions(desk, open).map(({ id, label }) => ({ id, label }))}
          onPick={(id) => {
            setMenuOpen(false);
            listCaseActions(desk, open)
              .find((action) => action.id === id)
              ?.run();
          }}
          onClose={() => setMenuOpen(false)}
        />
      )}
    </StaffPage>
  );
}

/** L and T of triage open the card with their dialog at once. */
function useAskedDialog(desk: CaseDesk, open: (dialog: CaseDialog) => void): void {
  const [query, change] = useUrlQuery();
  const asked = query.act === 'split' || query.act === 'forward' ? query.act : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, by the address the card was opened with
  useEffect(() => {
    if (!asked) return;
    change({ act: '' });
    if (desk.can(asked)) open(asked);
  }, [asked]);
}

/** The list the case was opened from, where one was. */
function CameFrom(props: { walk: Walk }): ReactNode {
  const { trail, at, of } = props.walk;
  return (
    <Crumbs from={trail && <PageLink to={trail.href}>{trail.title}</PageLink>}>
      {trail && (
        <span className="small">
          {at} из {of}
        </span>
      )}
    </Crumbs>
  );
}

function Actions(props: { desk: CaseDesk; walk: Walk; onMenu: () => void; onAnswer: () => void }): ReactNode {
  const { desk, walk, onMenu, onAnswer } = props;
  const decides = desk.can('approve') || desk.can('agree') || desk.can('return');
  return (
    <>
      <IconButton
        icon="left"
        label="Предыдущее дело (K)"
        disabledReason={!walk.back && 'Это первое дело списка'}
        onClick={walk.back}
      />
      <IconButton
        icon="next"
        label="Следующее дело (J)"
        disabledReason={!walk.next && 'Это последнее дело списка'}
        onClick={walk.next}
      />
      <IconButton icon="dots" label="Действия с делом" onClick={onMenu} />
      {decides && (
        <ButtonLink to="/staff/approval" search={{ case: desk.card.number }} kind="primary">
          К согласованию
        </ButtonLink>
      )}
      {desk.can('draft') && (
        <Button kind="primary" hint="KeyR" onClick={onAnswer}>
          Ответить
        </Button>
      )}
    </>
  );
}

/** R and C open their box and put the focus into it. */
function useComposerTab(desk: CaseDesk): [ComposerTab, (tab: ComposerTab) => void] {
  const [tab, setTab] = useState<ComposerTab>(desk.can('draft') ? 'answer' : 'note');
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes there each time it is asked for
  useEffect(() => {
    if (asked === 0) return;
    const field = document.getElementById(composerField(tab));
    field?.focus();
    field?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  const open = (next: ComposerTab) => {
    setTab(next);
    setAsked((count) => count + 1);
  };
  return [tab, open];
}

function useCaseKeys(all: {
  desk: CaseDesk;
  open: (dialog: CaseDialog) => void;
  setTab: (tab: ComposerTab) => void;
  walk: Walk;
  nextFilter: () => void;
}): void {
  const { desk, open, setTab, walk } = all;
  const offered = (isOffered: boolean, key: Parameters<typeof useHotkeys>[1][number]) =>
    isOffered ? [key] : [];
  useHotkeys('Дело', [
    ...offered(walk.next !== undefined, {
      keys: 'KeyJ',
      label: 'Следующее дело списка',
      run: () => walk.next?.(),
    }),
    ...offered(walk.back !== undefined, {
      keys: 'KeyK',
      label: 'Предыдущее дело списка',
      run: () => walk.back?.(),
    }),
    ...offered(desk.can('draft'), { keys: 'KeyR', label: 'Ответить жителю', run: () => setTab('answer') }),
    ...offered(desk.can('note'), { keys: 'KeyC', label: 'Заметка', run: () => setTab('note') }),
    ...offered(desk.can('change'), { keys: 'KeyA', label: 'Исполнитель', run: () => open('executor') }),
    ...offered(desk.can('change'), { keys: 'KeyO', label: 'Место', run: () => open('place') }),
    ...offered(desk.can('split'), {
      keys: 'KeyL',
      label: 'Разделить на части',
      run: () => open('split'),
    }),
    ...offered(desk.can('forward'), {
      keys: 'KeyT',
      label: 'Передать в другой орган',
      run: () => open('forward'),
    }),
    ...offered(desk.can('ask'), { keys: 'KeyI', label: 'Спросить жителя', run: () => open('ask') }),
    ...offered(listPictures(desk.card.photos).length > 0, {
      keys: 'KeyV',
      label: 'Фотографии',
      run: () => open('photos'),
    }),
    ...offered(desk.card.extension !== null && desk.card.extension !== undefined, {
      keys: 'KeyY',
      label: 'Продлить срок ответа',
      run: () => open('extend'),
    }),
    { keys: 'KeyH', label: 'Что показать в ленте', run: all.nextFilter },
    { keys: 'Escape', label: 'Назад к списку', run: () => leaveField() || walk.leave(), always: true },
  ]);
}

/** Esc first leaves the field that is being typed in. */
function leaveField(): boolean {
  const active = document.activeElement;
  const isField =
    active instanceof HTMLTextAreaElement ||
    active instanceof HTMLInputElement ||
    active instanceof HTMLSelectElement;
  if (isField) active.blur();
  return isField;
}
