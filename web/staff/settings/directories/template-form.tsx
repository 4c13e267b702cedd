import { type ReactNode, useEffect, useState } from 'react';
import { type Outcome, outcomes } from '../../../../shared/contract/messages/cases.ts';
import {
  type AnswerTemplate,
  previewTemplate,
  saveTemplate,
} from '../../../../shared/contract/messages/quality.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { templateVariables } from '../../../../shared/text/answer-templates.ts';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { AnswerChecks } from '../../../ui/answer-checks.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { FieldError, Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { outcomeWords } from '../../base/case-kit/case-words.ts';
import { FactField } from './fact-field.tsx';
import { useToday } from './use-today.ts';

type Preview = RouteReply<typeof previewTemplate>;

/** One template with its trial on an invented case beside it. */
export function TemplateForm(props: { template: AnswerTemplate | null; onClose: () => void }): ReactNode {
  const { template, onClose } = props;
  const today = useToday();
  const [title, setTitle] = useState(template?.title ?? '');
  const [body, setBody] = useState(template?.body ?? '');
  const [factId, setFactId] = useState<string | null>(template?.factId ?? null);
  const [outcome, setOutcome] = useState<Outcome | ''>(template?.outcome ?? '');
  const [validFrom, setValidFrom] = useState(today);
  const preview = usePreview(body, factId);
  const save = useCommand(saveTemplate, {
    onDone: () => {
      showToast(template ? 'Новая редакция записана' : 'Шаблон записан');
      onClose();
    },
  });
  const { fields } = save;
  const gap = !title.trim()
    ? 'Назовите шаблон'
    : !body.trim()
      ? 'Напишите текст'
      : !validFrom
        ? 'Назовите день'
        : null;
  return (
    <Dialog
      isOpen
      isWide
      title={template ? `Шаблон «${template.title}», редакция ${template.version + 1}` : 'Новый шаблон'}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          busy={save.isPending}
          disabledReason={gap ?? ((preview?.unknown.length ?? 0) > 0 && 'Исправьте переменные')}
          onClick={() =>
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
            })
          }
        >
          Записать
        </Button>
      }
    >
      <TextInput
        label="Название"
        value={title}
        error={fields.title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <FactField label="Тема" optional value={factId} error={fields.factId} onChange={setFactId} />
      <div className="desk__filters">
        <Select<Outcome | ''>
          label="Результат"
          value={outcome}
          choices={[
            { value: '', label: 'любой' },
            ...outcomes.map((value) => ({ value, label: outcomeWords[value].title })),
          ]}
          onChange={setOutcome}
        />
        <DateInput label="Действует с" value={validFrom} error={fields.validFrom} onChange={setValidFrom} />
      </div>
      <TextArea
        label="Текст"
        hint="Вместо «…» исполнитель впишет своё: с многоточием ответ не уйдёт"
        rows={6}
        value={body}
        error={fields.body}
        onChange={(event) => setBody(event.target.value)}
      />
      <Variables onPick={(name) => setBody(`${body}{${name}}`)} />
      <Failures of={save} />
      {preview && <Trial preview={preview} />}
    </Dialog>
  );
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
