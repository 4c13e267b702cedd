import { type ReactNode, useState } from 'react';
import {
  enterRemark,
  type RemarkSource,
} from '../../../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionCard } from '../../../../../shared/contract/participation/discussions.ts';
import { localDay } from '../../../../../shared/text/dates.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useNow } from '../../../../lib/format.ts';
import { useZone } from '../../../../lib/session.ts';
import { CheckField, RadioField, SelectField } from '../../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { partOf } from '../../../../ui/forms/fields.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { type Form, useForm } from '../../../../ui/forms/use-form.ts';

interface Values {
  source: Exclude<RemarkSource, 'site'>;
  saidOn: string;
  paragraphId: string;
  text: string;
  wording: string;
  isLocal: boolean;
  author: { name: string; address: string; email: string; hasConsent: boolean };
}

interface Entered {
  card: DiscussionCard;
  onClose: () => void;
}

const nobody: Values['author'] = { name: '', address: '', email: '', hasConsent: false };

function useEntering({ card, onClose }: Entered): Form<Values> {
  const zone = useZone();
  const now = useNow();
  const [clientKey] = useState(() => crypto.randomUUID());
  const enter = useCommand(enterRemark, { done: 'Замечание внесено', onDone: onClose });
  return useForm<Values>({
    start: {
      source: 'paper',
      saidOn: localDay(new Date(now).toISOString(), zone),
      paragraphId: '',
      text: '',
      wording: '',
      isLocal: true,
      author: nobody,
    },
    commands: enter,
    check: ({ saidOn, text, author }) => ({
      saidOn: !saidOn && 'Какого дня?',
      text: !/\p{L}/u.test(text) && 'Напишите, что предложено, словами автора',
      'author.name': author.hasConsent && !author.name.trim() && 'Напишите имя, как на бумаге',
    }),
    send: ({ paragraphId, ...values }) =>
      enter.mutate({
        params: { id: card.id },
        body: {
          ...values,
          clientKey,
          paragraphId: paragraphId || null,
          author: values.author.hasConsent ? values.author : nobody,
        },
      }),
  });
}

/** N: a remark on paper or said at the meeting, in the words of its author. */
export function EnterDialog({ card, onClose }: Entered): ReactNode {
  const form = useEntering({ card, onClose });
  return (
    <FormDialog form={form} title="Внести замечание" action="Внести" isWide onClose={onClose}>
      {card.kind === 'hearing' && (
        <RadioField
          form={form}
          name="source"
          legend="Откуда"
          choices={[
            { value: 'paper', label: 'На бумаге', hint: 'письмо или журнал экспозиции' },
            { value: 'meeting', label: 'Сказано на собрании' },
          ]}
        />
      )}
      <DateField form={form} name="saidOn" label="Какого дня" />
      <SelectField
        form={form}
        name="paragraphId"
        label="К чему"
        none="к проекту целиком"
        choices={card.paragraphs.map(({ id, text }, at) => ({
          value: id,
          label: `${at + 1}. ${text.slice(0, 80)}`,
        }))}
      />
      <LongTextField form={form} name="text" label="Замечание словами автора" rows={4} maxLength={5000} />
      <LongTextField
        form={form}
        name="wording"
        label="Как предлагает записать"
        rows={2}
        optional
        maxLength={5000}
      />
      <CheckField form={form} name="isLocal">
        Постоянно проживает на территории
      </CheckField>
      <AuthorFields form={form} />
    </FormDialog>
  );
}

/** Who wrote it, where the paper says that they consent. */
function AuthorFields({ form }: { form: Form<Values> }): ReactNode {
  const author = partOf(form, 'author');
  return (
    <>
      <CheckField
        form={author}
        name="hasConsent"
        hint="Без согласия на бумаге имя и адрес не храним: замечание примем и так"
      >
        На бумаге есть согласие автора хранить имя и адрес
      </CheckField>
      {form.values.author.hasConsent && (
        <>
          <TextField form={author} name="name" label="Имя автора, как на бумаге" maxLength={150} />
          <TextField form={author} name="address" label="Адрес" optional maxLength={300} />
          <TextField
            form={author}
            name="email"
            label="Почта для ответа"
            type="email"
            optional
            maxLength={200}
          />
        </>
      )}
    </>
  );
}
