import type { ReactNode } from 'react';
import type { BodyLine, Register } from '../../../../shared/contract/pages/register.ts';
import { createPage } from '../../../../shared/contract/pages/register-acts.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useDraft } from '../../../lib/draft.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import {
  BodyField,
  checkPage,
  emptyPage,
  GradeField,
  KeeperFields,
  NetworkPart,
  type PageValues,
  toPageBody,
} from './page-fields.tsx';
import { isOnHost } from './register-place.ts';

interface WizardValues extends PageValues {
  step: number;
}

type Step = { title: string; names: readonly (keyof PageValues)[] };

/** Body → network → name and address by the norm → who keeps it; whatever else is mandatory is proved on the page's own pane. */
const steps: readonly Step[] = [
  { title: 'орган', names: ['unitId'] },
  { title: 'сеть', names: ['network'] },
  { title: 'название и адрес', names: ['title', 'url', 'grade'] },
  { title: 'кто ведёт', names: ['contract'] },
];

const pick = (errors: ReturnType<typeof checkPage>, names: Step['names']) =>
  Object.fromEntries(Object.entries(errors).filter(([name]) => names.some((one) => one === name)));

const bodyOf = ({ bodies }: Register, unitId: string): BodyLine | undefined =>
  bodies.find((body) => body.unitId === unitId);

/** A page is made step by step; what is filled in is kept on the device, and what is entered waits on the page's pane. */
export function PageWizard(props: {
  register: Register;
  unitId: string;
  onDone: (id: string) => void;
  onClose: () => void;
}): ReactNode {
  const { register, unitId, onClose } = props;
  const draft = useDraft<WizardValues>('register.new-page', { ...emptyPage(unitId), step: 0 });
  const create = useCommand(createPage, {
    done: 'Страница создаётся: осталось подтвердить обязательное',
    onDone: ({ id }) => {
      draft.clear();
      props.onDone(id);
    },
  });
  const { step } = draft.value;
  const isLast = step === steps.length - 1;
  const { title, names } = itemAt(steps, step);
  const network = register.networks.find(({ id }) => id === draft.value.network);
  const form = useForm<WizardValues>({
    draft,
    commands: create,
    check: (values) => {
      const errors = checkPage(values);
      const host = network?.host ?? '';
      const isElsewhere = !errors.url && host !== '' && !isOnHost(values.url, host);
      return pick(
        { ...errors, ...(isElsewhere && { url: `Адрес в этой сети начинается с https://${host}/` }) },
        names,
      );
    },
    send: ({ step: at, grade, ...values }) => {
      if (!isLast) {
        const named = values.title || (bodyOf(register, values.unitId)?.title ?? '');
        form.set({ step: at + 1, title: named });
      } else if (grade) create.mutate({ body: { ...toPageBody({ ...values, grade }), isOpening: true } });
    },
  });
  return (
    <FormDialog
      form={form}
      title={`Создать страницу, шаг ${step + 1} из ${steps.length}: ${title}`}
      action={isLast ? 'Создать' : 'Дальше'}
      isWide
      onClose={onClose}
      more={
        <>
          {step > 0 && <Button onClick={() => form.set({ step: step - 1 })}>Назад</Button>}
          {draft.wasRestored && (
            <Button kind="quiet" onClick={draft.clear}>
              Начать заново
            </Button>
          )}
        </>
      }
    >
      <StepFields step={step} form={form} register={register} example={network?.example ?? ''} />
    </FormDialog>
  );
}

type Form = Parameters<typeof BodyField>[0]['form'];

function StepFields(props: { step: number; form: Form; register: Register; example: string }): ReactNode {
  const { step, form, register, example } = props;
  const name = register.checks.find(({ id }) => id === 'name');
  switch (step) {
    case 0:
      return <BodyField form={form} register={register} />;
    case 1:
      return <NetworkPart form={form} register={register} />;
    case 2:
      return (
        <>
          <TextField
            form={form}
            name="title"
            label="Название"
            hint={name && `Норма: ${name.about}`}
            maxLength={200}
          />
          <TextField
            form={form}
            name="url"
            label="Адрес страницы"
            hint={example && `Например ${example}`}
            type="url"
            maxLength={500}
          />
          <GradeField form={form} register={register} />
        </>
      );
    default:
      return (
        <>
          <p className="muted">
            Кто ведёт и точка связи обязательны: без них страница останется в состоянии «создаётся». Их можно
            дописать позже.
          </p>
          <KeeperFields form={form} keeper="" />
        </>
      );
  }
}
