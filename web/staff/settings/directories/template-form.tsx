import { type ReactNode, useEffect, useState } from 'react';
import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import { outcomes } from '../../../../shared/contract/messages/cases.ts';
import {
  type AnswerTemplate,
  previewTemplate,
  saveTemplate,
} from '../../../../shared/contract/messages/quality.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { templateVariables } from '../../../../shared/text/answer-templates.ts';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { AnswerChecks } from '../../../ui/answers/answer-checks.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FieldError } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { outcomeWords } from '../../base/case-kit/case-words.ts';
import { FactField } from './fact-field.tsx';
import { useToday } from './use-today.ts';

type Preview = RouteReply<typeof previewTemplate>;

/** One template with its trial on an invented case beside it. */
export function TemplateForm(props: { template: AnswerTemplate | null; onClose: () => void }): ReactNode {
  const { template, onClose } = props;
  const today = useToday();
  const save = useCommand(saveTemplate, {
    done: template ? 'Новая редакция записана' : 'Шаблон записан',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      title: template?.title ?? '',
      factId: template?.factId ?? null,
      outcome: template?.outcome ?? ('' as Outcome | ''),
      validFrom: today,
      body: template?.body ?? '',
    },
    commands: save,
    gap: (values) => findGap(values) ?? ((preview?.unknown.length ?? 0) > 0 && 'Исправьте переменные'),
    send: ({ title, factId, outcome, validFrom, body }) =>
      save.mutate({
        body: {
          ...(template && { key: template.key }),
          title: title.trim(),
          body,
          factId,
          block: factId ? null : (template?.block ?? null),
          outcome: outcome || null,
          validFrom,
        },
      }),
  });
  const { body, factId } = form.values;
  const preview = usePreview(body, factId);
  return (
    <FormDialog
      form={form}
      isWide
      title={template ? `Шаблон «${template.title}», редакция ${template.version + 1}` : 'Новый шаблон'}
      onClose={onClose}
      action="Записать"
    >
      <TextField form={form} name="title" label="Название" />
      <FactField form={form} name="factId" label="Тема" optional />
      <div className="desk__filters">
        <SelectField
          form={form}
          name="outcome"
          label="Результат"
          choices={[
            { value: '', label: 'любой' },
            ...outcomes.map((value) => ({ value, label: outcomeWords[value].title })),
          ]}
        />
        <DateField form={form} name="validFrom" label="Действует с" />
      </div>
      <LongTextField
        form={form}
        name="body"
        label="Текст"
        hint="Вместо «…» исполнитель впишет своё: с многоточием ответ не уйдёт"
        rows={6}
      />
      <Variables onPick={(name) => form.set({ body: `${body}{${name}}` })} />
      {preview && <Trial preview={preview} />}
    </FormDialog>
  );
}

function findGap(values: { title: string; body: string; validFrom: string }): string | null {
  if (!values.title.trim()) return 'Назовите шаблон';
  if (!values.body.trim()) return 'Напишите текст';
  return values.validFrom ? null : 'Назовите день';
}

function Variables(props: { onPick: (name: string) => void }): ReactNode {
  return (
    <details>
      <summary>Переменные</summary>
      <ul className="desk__list">
        {Object.entries(templateVariables).map(([name, about]) => (
          <li key={name}>
            <button type="button" className="link-button" onClick={() => props.onPick(name)}>
              {`{${name}}`}
            </button>{' '}
            <span className="muted">{about}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Trial({ preview }: { preview: Preview }): ReactNode {
  return (
    <section aria-label="Проба на вымышленном деле" className="desk__sheet">
      <h3>Проба на вымышленном деле</h3>
      {preview.unknown.length > 0 && (
        <FieldError text={`Таких переменных нет: ${preview.unknown.join(', ')}`} />
      )}
      <p>{preview.text}</p>
      <details>
        <summary>Что скажет проверка ответа</summary>
        <AnswerChecks checks={preview.checks} />
      </details>
    </section>
  );
}

/** The trial of what is typed, half a second after the last letter. */
function usePreview(body: string, factId: string | null): Preview | null {
  const [found, setFound] = useState<Preview | null>(null);
  useEffect(() => {
    if (!body.trim()) {
      setFound(null);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      call(previewTemplate, { body: { body, factId } }, { signal: abort.signal }).then(setFound, () =>
        setFound(null),
      );
    }, 500);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [body, factId]);
  return found;
}
