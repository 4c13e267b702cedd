import type { ReactNode } from 'react';
import { listTemplates, type TemplateKind } from '../../../../shared/contract/group/assignments-desk.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';

/** A ready wording of the secretary, put where one writes; nothing where there are none. */
export function TemplateSelect(props: { kind: TemplateKind; onPick: (text: string) => void }): ReactNode {
  const mayRead = usePermission('assignments.control');
  const templates = useRoute(listTemplates, {}, { enabled: mayRead, staleTime: 60_000 });
  const own = (templates.data?.templates ?? []).filter(({ kind }) => kind === props.kind);
  if (own.length === 0) return null;
  return (
    <SelectField
      form={bindValue<string>('', (picked) => props.onPick(own.find(({ id }) => id === picked)?.text ?? ''))}
      name="value"
      label="Из шаблона"
      none="свой текст"
      choices={own.map(({ id, title }) => ({ value: id, label: title }))}
    />
  );
}
