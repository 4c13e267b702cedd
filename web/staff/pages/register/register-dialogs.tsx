import type { ReactNode } from 'react';
import type {
  BodyLine,
  ExemptionLine,
  PageCard,
  Register,
} from '../../../../shared/contract/pages/register.ts';
import {
  BodyDialog,
  type BodyDialogKind,
  EndExemptionDialog,
  ExemptionDialog,
  OutsideDialog,
} from './body-dialogs.tsx';
import {
  ArchiveDialog,
  FiguresDialog,
  LookDialog,
  type PageDialogKind,
  RestoreDialog,
  VerifyDialog,
} from './page-dialogs.tsx';
import { ChangePageDialog, CreatePageDialog } from './page-form.tsx';
import { PageWizard } from './page-wizard.tsx';

export interface OpenDialog {
  kind: BodyDialogKind | PageDialogKind | 'outside';
  exemption?: ExemptionLine;
}

interface Props {
  dialog: OpenDialog;
  register: Register;
  card: PageCard | undefined;
  body: BodyLine | undefined;
  onOpenPage: (id: string) => void;
  onOpenBody: (unitId: string) => void;
  onClose: () => void;
}

/** The one dialog that is open. */
export function RegisterDialogs(props: Props): ReactNode {
  const { dialog, register, card, body, onClose } = props;
  if (dialog.kind === 'page')
    return (
      <CreatePageDialog
        register={register}
        unitId={body?.unitId ?? card?.unitId ?? ''}
        onDone={props.onOpenPage}
        onClose={onClose}
      />
    );
  if (dialog.kind === 'wizard')
    return (
      <PageWizard
        register={register}
        unitId={body?.unitId ?? ''}
        onDone={props.onOpenPage}
        onClose={onClose}
      />
    );
  if (dialog.kind === 'outside')
    return <OutsideDialog register={register} onDone={props.onOpenBody} onClose={onClose} />;
  if (dialog.kind === 'end')
    return dialog.exemption && <EndExemptionDialog exemption={dialog.exemption} onClose={onClose} />;
  if (dialog.kind === 'body') return body && <BodyDialog body={body} onClose={onClose} />;
  if (dialog.kind === 'exemption')
    return body && <ExemptionDialog body={body} register={register} onClose={onClose} />;
  return card && <PageDialog kind={dialog.kind} card={card} register={register} onClose={onClose} />;
}

function PageDialog(props: {
  kind: PageDialogKind;
  card: PageCard;
  register: Register;
  onClose: () => void;
}): ReactNode {
  const { kind, ...rest } = props;
  switch (kind) {
    case 'change':
      return <ChangePageDialog {...rest} />;
    case 'figures':
      return <FiguresDialog {...rest} />;
    case 'archive':
      return <ArchiveDialog {...rest} />;
    case 'restore':
      return <RestoreDialog {...rest} />;
    case 'look':
      return <LookDialog {...rest} />;
    case 'verify':
      return <VerifyDialog {...rest} />;
  }
}
