import type { ReactNode } from 'react';
import type { ProblemCard, ProblemMember } from '../../../../shared/contract/messages/problems.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { statusWords } from '../../base/case-kit/case-words.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { describeReason, markShared } from './problem-words.ts';

interface Props {
  card: ProblemCard;
  isBusy: boolean;
  onYes: (member: ProblemMember) => void;
  onNo: (member: ProblemMember) => void;
  onTakeOut: (member: ProblemMember) => void;
}

/** Cases of a problem; each proposed one with the words it shares, the metres and hours, and its own «да» and «нет». */
export function MemberList(props: Props): ReactNode {
  return (
    <section className="stack stack--tight" aria-labelledby="problem-members">
      <h2 id="problem-members">Дела</h2>
      <ul className="desk__list" aria-labelledby="problem-members">
        {props.card.memberList.map((member) => (
          <Member key={member.id} {...props} member={member} />
        ))}
      </ul>
    </section>
  );
}

function Member(props: Props & { member: ProblemMember }): ReactNode {
  const { card, member, isBusy } = props;
  const formats = useFormats();
  const { reason } = member;
  const may = (name: string) => card.can.includes(name);
  const name = formatCaseNumber(member.number);
  return (
    <li className="desk__sheet">
      <p className="problem-row__facts">
        <PageLink to={caseHref(member.number)}>{name}</PageLink>
        {member.isLead && <Mark tone="ok">главное</Mark>}
        {!member.isConfirmed && may('decide') && <Mark tone="warning">предложено</Mark>}
        <span>{statusWords[member.status].title}</span>
        <span className="muted">{formats.dateTime(member.registeredAt)}</span>
        {member.address && <span className="muted">{member.address}</span>}
        {member.dueAt && <span className="muted">срок {formats.date(member.dueAt)}</span>}
        {member.rating !== null && <span>оценка {member.rating}</span>}
      </p>
      <p className="problem__text">
        {markShared(member.text, reason?.words.map(({ first }) => first) ?? []).map(
          ({ text, isShared }, at) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
            isShared ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
        )}
      </p>
      {reason && (
        <p className="small">
          Рядом с {formatCaseNumber(reason.besideNumber)} «{reason.besideTitle}»: {describeReason(reason)}
          {reason.words.length > 0 && `. Общие слова: ${reason.words.map(({ first }) => first).join(', ')}`}.
        </p>
      )}
      <div className="problem__actions">
        {!member.isConfirmed && may('decide') && (
          <>
            {!member.isLead && (
              <Button busy={isBusy} onClick={() => props.onYes(member)}>
                Да<span className="aloud">: {name} о том же</span>
              </Button>
            )}
            <Button busy={isBusy} onClick={() => props.onNo(member)}>
              Нет<span className="aloud">: {name} о другом</span>
            </Button>
          </>
        )}
        {member.isConfirmed && !member.isLead && may('take-out') && (
          <Button kind="quiet" busy={isBusy} onClick={() => props.onTakeOut(member)}>
            Вынуть<span className="aloud"> {name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
