import { type ReactNode, useState } from 'react';
import { draftOfProblem } from '../../../../shared/contract/messages/outages.ts';
import {
  answerProblem,
  decideMembers,
  getProblem,
  type ProblemCard,
  type ProblemMember,
  takeOut,
} from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { MiniMap } from '../../base/case-kit/mini-map.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { CountedSection } from '../../base/counted/counted-section.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { GrowthPart } from './growth-line.tsx';
import { MemberList } from './member-list.tsx';
import { AnswerDialog, DissolveDialog, RenameDialog } from './problem-dialogs.tsx';
import { describeHours, stateWords } from './problem-words.ts';
import '../../base/parts/desk.css';
import './problems.css';

/** The card of a mass problem: who tells of it and why they are one, the growth, the answer for all. */
export function ProblemPage(): ReactNode {
  const id = useParam('id');
  const problem = useRoute(getProblem, { params: { id } }, { refreshEvery: 60_000, keepOld: false });
  const isUnknown = [400, 404].includes(problem.error?.status ?? 0);
  return (
    <StaffPage
      title={problem.data?.title ?? 'Массовая проблема'}
      actions={<ButtonLink to="/staff/problems">Ко всем проблемам</ButtonLink>}
    >
      {isUnknown ? (
        <EmptyState
          title="Такой проблемы нет или её ведут другие"
          action={<ButtonLink to="/staff/problems">Открыть список проблем</ButtonLink>}
        >
          Проверьте адрес или найдите проблему в списке.
        </EmptyState>
      ) : (
        <div className="desk">
          <Loadable query={problem} failed="Проблема не загрузилась">
            {(card) => <Problem key={card.id} card={card} />}
          </Loadable>
        </div>
      )}
    </StaffPage>
  );
}

type Dialog = 'answer' | 'dissolve' | 'rename' | null;

function Problem({ card }: { card: ProblemCard }): ReactNode {
  const [dialog, setDialog] = useState<Dialog>(null);
  const refreshes = ['problems', 'cases'];
  const { version } = card;
  const params = { id: card.id };
  const may = (name: string) => card.can.includes(name);
  const proposed = card.memberList.filter(({ isConfirmed }) => !isConfirmed);
  const decide = useCommand(decideMembers, { refreshes });
  const leave = useCommand(takeOut, {
    refreshes,
    onDone: ({ kept }) =>
      showToast(
        kept.length === 0
          ? 'Вынуто: всё как было'
          : `Вынуто. Осталось на своём месте, с ним уже работали: ${kept.map(formatCaseNumber).join(', ')}`,
      ),
  });
  const answer = useCommand(answerProblem, {
    refreshes,
    onDone: ({ sent, refused }) => {
      setDialog(null);
      const words = `На согласование: ${counted(sent, 'ответ', 'ответа', 'ответов')}`;
      showToast(
        refused.length > 0
          ? `${words}; не принято: ${refused.map(({ number }) => number).join(', ')}`
          : words,
      );
    },
  });
  const say = (yes: readonly ProblemMember[], no: readonly ProblemMember[], words: string) =>
    decide.mutate(
      { params, body: { version, yes: yes.map(({ id }) => id), no: no.map(({ id }) => id) } },
      { onSuccess: () => void showToast(words) },
    );
  const open = (name: Dialog, action: string) => () => may(action) && setDialog(name);
  useHotkeys(
    'Массовая проблема',
    [
      {
        keys: 'KeyY',
        label: 'Да, всё об одном',
        run: () => may('decide') && say(proposed, [], 'Объединено'),
      },
      {
        keys: 'KeyN',
        label: 'Нет, не об одном',
        run: () => may('decide') && say([], proposed, 'Больше не предложим'),
      },
      { keys: 'KeyE', label: 'Ответить всем', run: open('answer', 'answer') },
      { keys: 'KeyR', label: 'Назвать иначе', run: open('rename', 'rename') },
      { keys: 'KeyX', label: 'Разобрать проблему', run: open('dissolve', 'take-out') },
    ],
    { active: dialog === null },
  );
  return (
    <>
      <Head card={card} />
      <div className="problem__actions">
        {may('decide') && (
          <>
            <Button
              kind="primary"
              hint="KeyY"
              busy={decide.isPending}
              onClick={() => say(proposed, [], 'Объединено')}
            >
              Да, всё об одном
            </Button>
            <Button
              hint="KeyN"
              busy={decide.isPending}
              onClick={() => say([], proposed, 'Больше не предложим')}
            >
              Нет, не об одном
            </Button>
          </>
        )}
        {may('answer') && (
          <Button kind={may('decide') ? 'plain' : 'primary'} hint="KeyE" onClick={() => setDialog('answer')}>
            Ответить всем
          </Button>
        )}
        {may('rename') && (
          <Button hint="KeyR" onClick={() => setDialog('rename')}>
            Назвать иначе
          </Button>
        )}
        {may('take-out') && (
          <Button hint="KeyX" onClick={() => setDialog('dissolve')}>
            Разобрать
          </Button>
        )}
        <OutageLink problemId={card.id} />
        <ButtonLink to={caseHref(card.leadNumber)}>Главное дело</ButtonLink>
      </div>
      <MemberList
        card={card}
        isBusy={decide.isPending || leave.isPending}
        onYes={(member) => say([member, ...leadOf(card)], [], `${formatCaseNumber(member.number)}: да`)}
        onNo={(member) => say([], [member], `${formatCaseNumber(member.number)}: больше не предложим`)}
        onTakeOut={(member) => leave.mutate({ params, body: { version, caseIds: [member.id] } })}
      />
      <CountedSection kind="problem" id={card.id} className="stack stack--tight" />
      <GrowthPart growth={card.growth} />
      {dialog === 'answer' && (
        <AnswerDialog
          count={card.members}
          command={answer}
          onSend={(text, outcome) => answer.mutate({ params, body: { version, text, outcome } })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'dissolve' && (
        <DissolveDialog
          count={card.members}
          onDissolve={() => {
            setDialog(null);
            leave.mutate({ params, body: { version, caseIds: [] } });
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'rename' && <RenameDialog card={card} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Where its topic means that something is off: the outage filled in by its messages, or the one there is. */
function OutageLink({ problemId }: { problemId: string }): ReactNode {
  const { data } = useRoute(
    draftOfProblem,
    { params: { id: problemId } },
    { keepOld: false, staleTime: 60_000 },
  );
  if (data?.outageId) return <ButtonLink to="/staff/outages">Отключение записано</ButtonLink>;
  if (!data?.can.includes('create')) return null;
  return (
    <ButtonLink to="/staff/outages" search={{ problem: problemId }}>
      Это отключение
    </ButtonLink>
  );
}

/** A «да» to one case of a proposal is a «да» to the main one as well: one case alone is no problem. */
const leadOf = ({ memberList }: ProblemCard): ProblemMember[] =>
  memberList.filter(({ isLead, isConfirmed }) => isLead && !isConfirmed);

function Head({ card }: { card: ProblemCard }): ReactNode {
  const formats = useFormats();
  const state = stateWords[card.state];
  const lead = card.memberList.find(({ isLead }) => isLead);
  return (
    <div className="problem__head">
      <div className="stack stack--tight">
        <p className="problem-row__facts">
          <Mark tone={state.tone}>{state.title}</Mark>
          {card.members > 0 && <span>{counted(card.members, 'дело', 'дела', 'дел')}</span>}
          {card.proposed > 0 && <b>{counted(card.proposed, 'ждёт', 'ждут', 'ждут')} вашего слова</b>}
          <span>{counted(card.people, 'житель', 'жителя', 'жителей')}</span>
        </p>
        <p className="muted">
          Первое сообщение {formats.dateTime(card.firstAt)}; замечено{' '}
          {card.leadHours < 1 ? 'в тот же час' : `через ${describeHours(card.leadHours)}`}
          {card.openedBy && `; открыл(а): ${card.openedBy}`}
          {card.unit && `; исполнитель: ${card.unit}`}
          {card.dueAt && `; ближайший срок ${formats.date(card.dueAt)}`}.
        </p>
        {card.hidden > 0 && (
          <p className="muted">
            Ещё {counted(card.hidden, 'дело', 'дела', 'дел')} — других блоков или территорий: их ведут другие.
          </p>
        )}
        <p className="muted">У каждого жителя свой срок, своё письмо и своя оценка.</p>
      </div>
      {lead && <MiniMap place={lead} caption={lead.address ?? ''} />}
    </div>
  );
}
