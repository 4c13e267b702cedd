import { type ReactNode, useState } from 'react';
import {
  cancelAbsence,
  editPerson,
  type PersonCard,
  readPerson,
  resetPassword,
  revokeRole,
} from '../../../../shared/contract/base/people.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ShownField } from '../../../ui/forms/text-field.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { AbsenceForm } from './absence-form.tsx';
import { GrantForm, type RoleChoice } from './grant-form.tsx';
import { PersonForm } from './person-form.tsx';
import { SignInPart } from './sign-in-part.tsx';

/** One member of staff: roles with their limits, absences, the way in. */
export function PersonDialog(props: {
  id: string;
  roles: readonly RoleChoice[];
  onClose: () => void;
}): ReactNode {
  const person = useRoute(readPerson, { params: { id: props.id } });
  return (
    <Dialog isOpen isWide title={person.data?.fullName ?? 'Сотрудник'} onClose={props.onClose}>
      <Loadable query={person} failed="Карточка не загрузилась">
        {(card) => <Card card={card} roles={props.roles} />}
      </Loadable>
    </Dialog>
  );
}

function Card(props: { card: PersonCard; roles: readonly RoleChoice[] }): ReactNode {
  const { card } = props;
  const [isEditing, setEditing] = useState(false);
  const mayManage = card.can.length > 0;
  const edit = useCommand(editPerson);
  return (
    <div className="desk__list">
      <p>
        {[card.position, card.unit].filter(Boolean).join(', ') || 'Должность не указана'}
        <br />
        {[card.email, card.phone].filter(Boolean).join(' · ')}
      </p>
      {mayManage && (
        <div className="cluster">
          <Button onClick={() => setEditing(true)}>Изменить карточку</Button>
          <Button
            kind={card.isActive ? 'danger' : 'plain'}
            busy={edit.isPending}
            onClick={() =>
              edit.mutate({
                params: { id: card.id },
                body: { isActive: !card.isActive, version: card.version },
              })
            }
          >
            {card.isActive ? 'Закрыть вход' : 'Открыть вход'}
          </Button>
          <PasswordLink id={card.id} />
        </div>
      )}
      {mayManage && <SignInPart id={card.id} />}
      <Grants card={card} mayManage={mayManage} />
      {mayManage && <GrantForm id={card.id} roles={props.roles} />}
      <Absences card={card} mayManage={mayManage} />
      {mayManage && <AbsenceForm id={card.id} />}
      {isEditing && <PersonForm person={card} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Grants({ card, mayManage }: { card: PersonCard; mayManage: boolean }): ReactNode {
  const topics = useTopics();
  const revoke = useCommand(revokeRole, { onDone: () => showToast('Роль снята') });
  return (
    <section>
      <h3 className="section__title">Роли</h3>
      {card.grants.length === 0 && <p className="muted">Ролей нет: человек видит только вход.</p>}
      <ul className="desk__list">
        {card.grants.map((grant) => (
          <li key={grant.id} className="cluster">
            <b>{grant.roleTitle}</b>
            <span className="muted">
              {grant.blocks.length > 0 &&
                `блоки: ${grant.blocks.map((code) => topics?.block(code)?.shortTitle ?? code).join(', ')}; `}
              {grant.districts.length > 0 && `районов: ${grant.districts.length}; `}с{' '}
              {formatDay(grant.validFrom)}
              {grant.validTo && ` по ${formatDay(grant.validTo)}`}
              {!grant.isActive && ', не действует'}
            </span>
            {mayManage && (
              <Button
                kind="quiet"
                busy={revoke.isPending}
                onClick={() => revoke.mutate({ params: { id: card.id, grantId: grant.id } })}
              >
                Снять
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Absences({ card, mayManage }: { card: PersonCard; mayManage: boolean }): ReactNode {
  const cancel = useCommand(cancelAbsence, {
    onDone: () => showToast('Отсутствие отменено'),
  });
  return (
    <section>
      <h3 className="section__title">Отсутствие</h3>
      {card.absences.length === 0 && <p className="muted">Отсутствий не записано.</p>}
      <ul className="desk__list">
        {card.absences.map((absence) => (
          <li key={absence.id} className="cluster">
            <span>
              {formatDay(absence.fromDay)}–{formatDay(absence.toDay)}, замещает {absence.substitute}
              {absence.reason && ` — ${absence.reason}`}
            </span>
            {mayManage && (
              <Button
                kind="quiet"
                busy={cancel.isPending}
                onClick={() => cancel.mutate({ params: { id: card.id, absenceId: absence.id } })}
              >
                Отменить
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PasswordLink({ id }: { id: string }): ReactNode {
  const reset = useCommand(resetPassword);
  const formats = useFormats();
  const { data } = reset;
  return (
    <>
      <Button busy={reset.isPending} onClick={() => reset.mutate({ params: { id } })}>
        Новый пароль
      </Button>
      {data && (
        <ShownField
          label={`Ссылка выслана на ${data.sentTo}, действует до ${formats.dateTime(data.expiresAt)}. Показана один раз`}
          value={new URL(data.link, location.href).href}
        />
      )}
    </>
  );
}
