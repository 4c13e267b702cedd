import type { ReactNode } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import {
  type BodyLine,
  bodyLevels,
  type ExemptionLine,
  type Recipient,
  type Register,
  recipients,
} from '../../../../shared/contract/pages/register.ts';
import { addExemption, endExemption, saveBody } from '../../../../shared/contract/pages/register-acts.ts';
import { bodyLevelTitles, recipientTitles } from '../../../../shared/text/pages/register.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { CheckField, RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { countBelow } from './register-place.ts';

export type BodyDialogKind = 'page' | 'wizard' | 'body' | 'exemption' | 'end';

const recipientChoices = recipients.map((value) => ({ value, label: capitalise(recipientTitles[value]) }));
const levelChoices = bodyLevels.map((value) => ({ value, label: bodyLevelTitles[value] }));

const splitSpheres = (text: string): string[] =>
  text
    .split(/[,;\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');

interface Said {
  recipient: Recipient | '';
  level: BodyLine['level'];
  founder: string;
  ogrn: string;
  spheres: string;
}

const checkSaid = ({ recipient, ogrn, spheres }: Said) => ({
  recipient: !recipient && 'Выберите, кто это по пункту 1 Положения',
  ogrn: !/^(?:\d{13})?$/u.test(ogrn.trim()) && 'ОГРН — 13 цифр',
  spheres: splitSpheres(spheres).length > 3 && 'Не больше трёх сфер',
});

/** What the register says of a body; of one outside of the administration it begins so. */
export function BodyDialog({ body, onClose }: { body: BodyLine; onClose: () => void }): ReactNode {
  const save = useCommand(saveBody, { done: 'Сведения записаны', onDone: onClose });
  const form = useForm({
    start: {
      recipient: body.recipient ?? '',
      level: body.level,
      founder: body.founder,
      ogrn: body.ogrn,
      spheres: body.spheres.join(', '),
    } as Said,
    commands: save,
    check: checkSaid,
    send: ({ recipient, spheres, ...said }) =>
      recipient &&
      save.mutate({
        params: { unitId: body.unitId },
        body: { version: body.version, recipient, spheres: splitSpheres(spheres), ...said },
      }),
  });
  return (
    <FormDialog form={form} title={body.shortTitle} action="Записать" onClose={onClose}>
      <RadioField
        form={form}
        name="recipient"
        legend="Кто это по пункту 1 Положения"
        choices={recipientChoices}
      />
      <SelectField form={form} name="level" label="Уровень" choices={levelChoices} />
      <TextField form={form} name="founder" label="Учредитель" optional maxLength={200} />
      <TextField
        form={form}
        name="ogrn"
        label="ОГРН"
        hint="13 цифр"
        inputMode="numeric"
        optional
        maxLength={13}
      />
      <TextField
        form={form}
        name="spheres"
        label="Сферы"
        hint="До трёх, через запятую"
        optional
        maxLength={300}
      />
    </FormDialog>
  );
}

/** An organisation outside of the administration that residents write to: it comes into the register. */
export function OutsideDialog(props: {
  register: Register;
  onDone: (unitId: string) => void;
  onClose: () => void;
}): ReactNode {
  const { register, onDone, onClose } = props;
  const { units = [] } = useRoute(listUnits, undefined, { staleTime: 60_000 }).data ?? {};
  const known = new Set(register.bodies.map(({ unitId }) => unitId));
  const save = useCommand(saveBody, {
    done: 'Организация в реестре',
    onDone: (_, { params }) => onDone(params.unitId),
  });
  const form = useForm({
    start: { unitId: '', recipient: '' as Recipient | '' },
    commands: save,
    check: ({ unitId, recipient }) => ({
      unitId: !unitId && 'Выберите организацию',
      recipient: !recipient && 'Выберите, кто это по пункту 1 Положения',
    }),
    send: ({ unitId, recipient }) =>
      recipient && save.mutate({ params: { unitId }, body: { version: 0, recipient, level: 'special' } }),
  });
  return (
    <FormDialog form={form} title="Внести организацию" action="Внести" onClose={onClose}>
      <SelectField
        form={form}
        name="unitId"
        label="Организация"
        hint="Из структуры: её ведёт администратор в «Людях и ролях»"
        none="выберите"
        choices={units
          .filter(({ id, isActive, isExternal }) => isActive && isExternal && !known.has(id))
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      <RadioField
        form={form}
        name="recipient"
        legend="Кто это по пункту 1 Положения"
        choices={recipientChoices}
      />
    </FormDialog>
  );
}

export function ExemptionDialog(props: {
  body: BodyLine;
  register: Register;
  onClose: () => void;
}): ReactNode {
  const { body, register, onClose } = props;
  const below = countBelow(register.bodies, body.unitId);
  const add = useCommand(addExemption, { done: 'Основание записано', onDone: onClose });
  const form = useForm({
    start: { network: '', ground: '', from: register.week.today, until: '', isForBelow: false },
    commands: add,
    check: ({ ground, from }) => ({
      ground: ground.trim().length < 5 && 'Назовите акт: вид, номер, дату',
      from: !from && 'С какого дня?',
    }),
    send: ({ network, ground, from, until, isForBelow }) =>
      add.mutate({
        params: { unitId: body.unitId },
        body: { network: network || null, ground: ground.trim(), from, until: until || null, isForBelow },
      }),
  });
  return (
    <FormDialog form={form} title="Не ведёт страницу" action="Записать" onClose={onClose}>
      <p className="muted">{body.title}</p>
      <SelectField
        form={form}
        name="network"
        label="Где"
        none="ни в одной сети"
        choices={register.networks
          .filter(({ use }) => use === 'required' || use === 'recommended')
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      <LongTextField
        form={form}
        name="ground"
        label="Основание"
        hint="Вид, номер и дата акта: это увидят все"
        rows={2}
        maxLength={300}
      />
      <DateField form={form} name="from" label="С какого дня" />
      <DateField form={form} name="until" label="До какого дня" optional />
      {below > 0 && (
        <CheckField form={form} name="isForBelow">
          И для всех подразделений ниже, сейчас их {below}, и для будущих
        </CheckField>
      )}
    </FormDialog>
  );
}

export function EndExemptionDialog(props: { exemption: ExemptionLine; onClose: () => void }): ReactNode {
  const { exemption, onClose } = props;
  const end = useCommand(endExemption, { done: 'Основание снято', onDone: onClose });
  return (
    <ReasonDialog
      title="Снять основание"
      label="Почему больше не действует"
      action="Снять"
      commands={end}
      onSend={(reason) =>
        end.mutate({ params: { id: exemption.id }, body: { version: exemption.version, reason } })
      }
      onClose={onClose}
    >
      <p className="muted">{exemption.ground}</p>
    </ReasonDialog>
  );
}
