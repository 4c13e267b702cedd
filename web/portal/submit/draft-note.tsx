import { type ReactNode, useState } from 'react';
import { useFormats } from '../../lib/format.ts';
import { PageLink } from '../../ui/page-link.tsx';
import type { SubmitDraftState } from './submit-draft.ts';

/** Says that what is typed is kept, and lets the person begin anew. */
export function DraftNote(props: { draft: SubmitDraftState; onForget: () => void }): ReactNode {
  const { draft } = props;
  const formats = useFormats();
  const [name] = useState(() => Date.now().toString(36));
  if (draft.savedAt === null) return null;
  const forget = () => {
    props.onForget();
    draft.clear();
  };
  return (
    <p className="small">
      Черновик на этом устройстве сохранён {formats.ago(draft.savedAt)}.{' '}
      <button type="button" className="link-button" onClick={forget}>
        Начать заново
      </button>
      {' · '}
      <PageLink to="/new" search={{ draft: name }}>
        Отложить и начать другое
      </PageLink>
    </p>
  );
}
