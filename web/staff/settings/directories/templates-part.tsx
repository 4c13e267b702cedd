import { type ReactNode, useState } from 'react';
import {
  type AnswerTemplate,
  listTemplates,
  retireTemplate,
} from '../../../../shared/contract/messages/quality.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { TemplateForm } from './template-form.tsx';

/** Templates of answers: which topic, since when, how often they help; a new version instead of a change. */
export function TemplatesPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const [edited, setEdited] = useState<AnswerTemplate | 'new' | null>(null);
  const [ended, setEnded] = useState<AnswerTemplate | null>(null);
  const history = query.history === 'yes' ? 'yes' : 'no';
  const templates = useRoute(listTemplates, { query: { history } });
  const topics = useTopics();
  const scope = ({ factId, block }: AnswerTemplate): string =>
    (factId && topics?.fact(factId)?.title) || (block && topics?.block(block)?.title) || 'Любая тема';
  const { data } = templates;
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <FilterSelect
          form={bindValue(history, (value) => change({ history: value === 'yes' ? 'yes' : '' }))}
          name="value"
          label="Показать"
          choices={[
            { value: 'no', label: 'действующие' },
            { value: 'yes', label: 'все редакции' },
          ]}
        />
        {data && (
          <span className="muted">{counted(data.templates.length, 'шаблон', 'шаблона', 'шаблонов')}</span>
        )}
        {data?.can.includes('edit') && (
          <Button kind="primary" onClick={() => setEdited('new')}>
            Новый шаблон
          </Button>
        )}
      </div>
      <Loadable query={templates} failed="Шаблоны не загрузились">
        {() => (
          <DeskTable<AnswerTemplate>
            caption="Шаблоны ответов"
            rows={data?.templates}
            rowKey={(row) => row.id}
            columns={[
              {
                id: 'title',
                head: 'Шаблон',
                isName: true,
                cell: (row) => (
                  <button type="button" className="link-button" onClick={() => setEdited(row)}>
                    {row.title}
                  </button>
                ),
              },
              { id: 'scope', head: 'Для темы', cell: scope },
              {
                id: 'dates',
                head: 'Действует',
                cell: (row) =>
                  `с ${formatDay(row.validFrom)}${row.validTo ? ` по ${formatDay(row.validTo)}` : ''}, редакция ${row.version}`,
              },
              {
                id: 'uses',
                head: 'Вставили',
                cell: (row) => `${counted(row.uses, 'раз', 'раза', 'раз')}, за 30 дней — ${row.recentUses}`,
              },
              { id: 'author', head: 'Кто написал', cell: (row) => row.authorName },
              {
                id: 'act',
                head: 'Снять',
                cell: (row) =>
                  row.validTo ? (
                    <Mark tone="quiet">снят</Mark>
                  ) : (
                    <Button aria-label={`Снять шаблон «${row.title}»`} onClick={() => setEnded(row)}>
                      Снять
                    </Button>
                  ),
              },
            ]}
            empty={
              <EmptyState title="Шаблонов пока нет">
                Напишите первый: исполнители вставят его клавишей «/» и впишут своё.
              </EmptyState>
            }
          />
        )}
      </Loadable>
      {edited && <TemplateForm template={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {ended && <RetireDialog template={ended} onClose={() => setEnded(null)} />}
    </div>
  );
}

function RetireDialog(props: { template: AnswerTemplate; onClose: () => void }): ReactNode {
  const { template, onClose } = props;
  const retire = useCommand(retireTemplate, {
    done: 'Шаблон снят',
    onDone: onClose,
  });
  const form = useForm({
    start: { lastDay: '' },
    commands: retire,
    gap: ({ lastDay }) => (lastDay ? null : 'Назовите последний день'),
    send: ({ lastDay }) => retire.mutate({ params: { id: template.id }, body: { lastDay } }),
  });
  return (
    <FormDialog form={form} title={`Снять шаблон «${template.title}»`} onClose={onClose} action="Снять">
      <p>Ответы, начатые с него, останутся. Предлагать его перестанем на следующий день.</p>
      <DateField form={form} name="lastDay" label="Последний день" />
    </FormDialog>
  );
}
