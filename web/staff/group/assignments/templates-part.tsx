import { type ReactNode, useState } from 'react';
import {
  listTemplates,
  removeTemplate,
  saveTemplate,
  type Template,
  type TemplateKind,
  templateKinds,
} from '../../../../shared/contract/group/assignments-desk.ts';
import { templateKindTitles } from '../../../../shared/text/group/assignments.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';

/** Ready wordings: an item of an agenda, a decision, a reminder. */
export function TemplatesPart(): ReactNode {
  const templates = useRoute(listTemplates, {});
  const [open, setOpen] = useState<Template | 'new' | null>(null);
  useHotkeys('Шаблоны', [{ keys: 'KeyA', label: 'Новый шаблон', run: () => setOpen('new') }], {
    active: open === null,
  });
  return (
    <div className="desk">
      <div className="desk__filters">
        <Button kind="primary" hint="KeyA" onClick={() => setOpen('new')}>
          Новый шаблон
        </Button>
      </div>
      <Loadable query={templates} failed="Шаблоны не загрузились">
        {(data) =>
          data.templates.length === 0 ? (
            <EmptyState title="Шаблонов нет">
              Запишите частые вопросы, решения и напоминания: их предложат там, где вы пишете.
            </EmptyState>
          ) : (
            templateKinds
              .filter((kind) => data.templates.some((one) => one.kind === kind))
              .map((kind) => (
                <section key={kind} className="stack stack--tight" aria-labelledby={`templates-${kind}`}>
                  <h2 id={`templates-${kind}`}>{templateKindTitles[kind]}</h2>
                  <ul className="assignments__letters">
                    {data.templates
                      .filter((one) => one.kind === kind)
                      .map((one) => (
                        <li key={one.id} className="desk__sheet">
                          <b>{one.title}</b>
                          <p className="assignments__words">{one.text}</p>
                          <Button kind="quiet" onClick={() => setOpen(one)}>
                            Изменить<span className="aloud"> шаблон «{one.title}»</span>
                          </Button>
                        </li>
                      ))}
                  </ul>
                </section>
              ))
          )
        }
      </Loadable>
      {open && <TemplateDialog template={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  );
}

const hints: Readonly<Record<TemplateKind, string>> = {
  agenda: 'Станет вопросом повестки',
  decision: 'Станет текстом решения; ответственного и срок назначают на заседании',
  reminder: '{имя} и {поручения} в письме заменятся; без {поручения} список встанет в конец',
};

function TemplateDialog(props: { template: Template | null; onClose: () => void }): ReactNode {
  const { template, onClose } = props;
  const done = { refreshes: ['assignments'] };
  const save = useCommand(saveTemplate, {
    ...done,
    done: 'Шаблон сохранён',
    onDone: onClose,
  });
  const form = useForm<{ kind: TemplateKind; title: string; text: string }>({
    start: {
      kind: template?.kind ?? 'decision',
      title: template?.title ?? '',
      text: template?.text ?? '',
    },
    commands: save,
    send: () =>
      save.mutate({ body: { ...value, id: template?.id ?? null, version: template?.version ?? 1 } }),
  });
  const value = form.values;
  const remove = useCommand(removeTemplate, {
    ...done,
    done: 'Шаблон убран',
    onDone: onClose,
  });
  return (
    <FormDialog
      title={template ? `Шаблон «${template.title}»` : 'Новый шаблон'}
      action="Сохранить"
      form={form}
      more={
        template && (
          <Button
            kind="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { id: template.id } })}
          >
            Убрать
          </Button>
        )
      }
      onClose={onClose}
    >
      <SelectField
        form={form}
        name="kind"
        label="Для чего"
        choices={templateKinds.map((kind) => ({ value: kind, label: templateKindTitles[kind] }))}
      />
      <TextField form={form} name="title" label="Название" />
      <LongTextField form={form} name="text" label="Текст" hint={hints[value.kind]} rows={6} />
    </FormDialog>
  );
}
