import { type ReactNode, useState } from 'react';
import { deleteView, listSavedViews, saveView } from '../../../../shared/contract/messages/cases-list.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { isSameView, pickView, readView } from './list-filter.ts';

/** Views everybody has; a link is a view. */
const ownViews: readonly { title: string; view: Record<string, string> }[] = [
  { title: 'Все', view: {} },
  { title: 'Открытые', view: { stage: 'open', sort: 'due' } },
  { title: 'Просрочено', view: { overdue: 'yes', sort: 'due' } },
  { title: 'Срок сегодня', view: { overdue: 'today', sort: 'due' } },
  { title: 'У исполнителей', view: { stage: 'work', sort: 'due' } },
  { title: 'Возвращено жителем', view: { status: 'reopened' } },
];

/** The row of views: the usual ones, one's own and those colleagues share. S saves the present one. */
export function ViewLinks({ query }: { query: QueryText }): ReactNode {
  const saved = useRoute(listSavedViews).data?.views ?? [];
  const [isSaving, setSaving] = useState(false);
  const [isManaging, setManaging] = useState(false);
  const current = pickView(query);
  const all = [...ownViews, ...saved.map(({ title, query: stored }) => ({ title, view: readView(stored) }))];
  const isKnown = all.some(({ view }) => isSameView(view, current));
  useHotkeys('Дела', [{ keys: 'KeyS', label: 'Сохранить вид', run: () => setSaving(true) }]);
  return (
    <nav className="views-row" aria-label="Виды списка">
      {all.map(({ title, view }, at) => (
        <PageLink
          // biome-ignore lint/suspicious/noArrayIndexKey: two views may have one title
          key={`${title}-${at}`}
          to="/staff/cases"
          search={view}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={isSameView(view, current) ? 'page' : undefined}
        >
          {title}
        </PageLink>
      ))}
      {!isKnown && (
        <Button kind="quiet" hint="KeyS" onClick={() => setSaving(true)}>
          Сохранить вид
        </Button>
      )}
      {saved.some(({ isOwn }) => isOwn) && (
        <Button kind="quiet" onClick={() => setManaging(true)}>
          Мои виды
        </Button>
      )}
      {isSaving && <SaveDialog view={current} onClose={() => setSaving(false)} />}
      {isManaging && (
        <ManageDialog views={saved.filter(({ isOwn }) => isOwn)} onClose={() => setManaging(false)} />
      )}
    </nav>
  );
}

function SaveDialog(props: { view: Record<string, string>; onClose: () => void }): ReactNode {
  const save = useCommand(saveView, {
    onDone: (_, { body }) => {
      showToast(`Вид «${body.title.trim()}» сохранён`);
      props.onClose();
    },
  });
  const form = useForm({
    start: { title: '', isShared: false },
    commands: save,
    send: (said) => save.mutate({ body: { ...said, query: props.view } }),
  });
  return (
    <FormDialog
      form={form}
      title="Сохранить вид"
      onClose={props.onClose}
      action="Сохранить"
      isListed
      sendsByEnter
    >
      <TextField
        form={form}
        name="title"
        label="Название"
        hint="Сохранятся условия, порядок и группы. Дела в виде всегда свежие."
      />
      <CheckField form={form} name="isShared" hint="Каждый увидит в нём только свои дела">
        Показать коллегам
      </CheckField>
    </FormDialog>
  );
}

function ManageDialog(props: {
  views: readonly { id: string; title: string; isShared: boolean }[];
  onClose: () => void;
}): ReactNode {
  const remove = useCommand(deleteView, {
    done: 'Вид удалён',
  });
  return (
    <Dialog isOpen title="Мои виды" onClose={props.onClose}>
      {props.views.length === 0 && <p className="muted">Своих видов больше нет.</p>}
      <ul className="plain-rows">
        {props.views.map(({ id, title, isShared }) => (
          <li key={id}>
            <span>
              {title} {isShared && <span className="small">виден коллегам</span>}
            </span>
            <IconButton
              icon="close"
              kind="quiet"
              label={`Удалить вид «${title}»`}
              busy={remove.isPending}
              onClick={() => remove.mutate({ params: { id } })}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
