import type { ReactNode } from 'react';
import { listTemplates, type TemplateKind } from '../../../../shared/contract/group/assignments-desk.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Select } from '../../../ui/forms/field.tsx';

/** A ready wording of the secretary, put where one writes; nothing where there are none. */
export function TemplateSelect(props: { kind: TemplateKind; onPick: (text: string) => void }): ReactNode {
  const mayRead = usePermission('assignments.control');
  const templates = useRoute(listTemplates, {}, { enabled: mayRead, staleTime: 60_000 });
  const own = (templates.data?.templates ?? []).filter(({ kind }) => kind === props.kind);
  if (own.length === 0) return null;
  return (
    <Select
      label="Из шаблона"
      value=""
      choices={[
        { value: '', label: 'свой текст' },
        ...own.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      onChange={(picked) => props.onPick(own.find(({ id }) => id === picked)?.text ?? '')}
    />
  );
}
