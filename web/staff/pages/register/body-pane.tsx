import type { ReactNode } from 'react';
import type { BodyLine, ExemptionLine, Register } from '../../../../shared/contract/pages/register.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { bodyLevelTitles, recipientTitles } from '../../../../shared/text/pages/register.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import type { BodyDialogKind } from './body-dialogs.tsx';
import { networkOf } from './register-place.ts';
import { BodyFacts } from './register-table.tsx';

interface Props {
  body: BodyLine;
  register: Register;
  onDialog: (kind: BodyDialogKind, exemption?: ExemptionLine) => void;
}

/** The right pane of a body: who it is by clause 1, why it keeps no page. */
export function BodyPane(props: Props): ReactNode {
  const { body, register, onDialog } = props;
  const mayKeep = register.can.includes('keep');
  return (
    <>
      <header className="page-pane__part">
        <h2 className="page-pane__title">{body.title}</h2>
        <p>
          <BodyFacts body={body} register={register} />
        </p>
      </header>
      <Section title="По пункту 1 Положения" isSmall className="page-pane__part">
        <dl className="page-pane__facts">
          <dt>Кто это</dt>
          <dd>{body.recipient ? recipientTitles[body.recipient] : 'не указано'}</dd>
          <dt>Уровень</dt>
          <dd>{bodyLevelTitles[body.level]}</dd>
          <dt>Учредитель</dt>
          <dd>{body.founder || 'не указан'}</dd>
          <dt>ОГРН</dt>
          <dd>{body.ogrn || 'не указан'}</dd>
          <dt>Сферы</dt>
          <dd>{body.spheres.join(', ') || 'не указаны'}</dd>
        </dl>
      </Section>
      <ExemptionsPart {...props} mayKeep={mayKeep} />
      {mayKeep && body.isActive && (
        <div className="page-pane__part page-pane__acts">
          <Button kind="primary" icon="plus" hint="KeyN" onClick={() => onDialog('page')}>
            Добавить страницу
          </Button>
          <Button icon="plus" onClick={() => onDialog('wizard')}>
            Создать по шагам
          </Button>
          <Button icon="pencil" hint="KeyC" onClick={() => onDialog('body')}>
            Изменить сведения
          </Button>
          <Button onClick={() => onDialog('exemption')}>Не ведёт страницу</Button>
        </div>
      )}
    </>
  );
}

function ExemptionsPart({ body, register, onDialog, mayKeep }: Props & { mayKeep: boolean }): ReactNode {
  if (body.exemptions.length === 0) return null;
  return (
    <Section title="Основания не вести" isSmall className="page-pane__part">
      <ul className="plain-rows">
        {body.exemptions.map((one) => (
          <li key={one.id}>
            <span>
              <b>{one.network === null ? 'Ни в одной сети' : networkOf(register, one.network).title}</b>
              <span className="line-below">
                {one.ground}, с {formatDay(one.from)}
                {one.until ? ` до ${formatDay(one.until)}` : ', без срока'}
                {one.fromBody && `; основание органа выше: ${one.fromBody}`}
                {one.isForBelow && !one.fromBody && '; для всех подразделений'}
              </span>
            </span>
            {!one.isInForce && <Mark tone="quiet">не действует сегодня</Mark>}
            {mayKeep && !one.fromBody && (
              <Button kind="quiet" onClick={() => onDialog('end', one)}>
                Снять<span className="aloud">: {one.ground}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
