import { type ReactNode, useState } from 'react';
import {
  listTemplates,
  removeTemplate,
  saveTemplate,
  type Template,
  type TemplateKind,
  templateKinds,
} from '../../../../shared/contract/group/assignments-desk.ts';
import { templateKindTitles } from '../../../../shared/text/assignments.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';

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
  const [value, setValue] = useState({
    kind: template?.kind ?? ('decision' as TemplateKind),
    title: template?.title ?? '',
    text: template?.text ?? '',
  });
  const done = { refreshes: ['assignments'] };
  const save = useCommand(saveTemplate, {
    ...done,
    onDone: () => {
      showToast('Шаблон сохранён');
      onClose();
    },
  });
  const remove = useCommand(removeTemplate, {
    ...done,
    onDone: () => {
      showToast('Шаблон убран');
      onClose();
    },
  });
  const errors = fieldWords([save, remove]);
  return (
    <FormDialog
      title={template ? `Шаблон «${template.title}»` : 'Новый шаблон'}
      action="Сохранить"
      commands={save}
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
      onSend={() =>
        save.mutate({ body: { ...value, id: template?.id ?? null, version: template?.version ?? 1 } })
      }
      onClose={onClose}
    >
      <Select<TemplateKind>
        label="Для чего"
        value={value.kind}
        choices={templateKinds.map((kind) => ({ value: kind, label: templateKindTitles[kind] }))}
        onChange={(kind) => setValue({ ...value, kind })}
      />
      <TextInput
        label="Название"
        value={value.title}
        error={errors.title}
        onChange={(event) => setValue({ ...value, title: event.target.value })}
      />
      <TextArea
        label="Текст"
        hint={hints[value.kind]}
        rows={6}
        value={value.text}
        error={errors.text}
        onChange={(event) => setValue({ ...value, text: event.target.value })}
      />
    </FormDialog>
  );
}
