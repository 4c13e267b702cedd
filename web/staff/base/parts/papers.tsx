import { type ReactNode, useState } from 'react';
import { getFile, uploadFile } from '../../../../shared/contract/base/files.ts';
import { buildUrl } from '../../../lib/api.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import type { IconName } from '../../../ui/icons.tsx';

interface SentFile {
  fileId: string;
  token: string;
  /** The name of the file without what it ends with. */
  title: string;
}

/** Sends a file as soon as it is chosen; what it becomes a part of is the caller's. */
export function AddFile(props: {
  children: ReactNode;
  /** Pictures alone, where a paper has no place. */
  accept?: string;
  icon?: IconName;
  onSent: (file: SentFile) => void;
}): ReactNode {
  const [isSending, setSending] = useState(false);
  const send = async (file: File) => {
    setSending(true);
    const sent = await perform(uploadFile, {}, { file });
    setSending(false);
    if (!sent) return;
    const title = file.name.replace(/\.[^.]+$/u, '').slice(0, 200);
    props.onSent({
      fileId: sent.fileId,
      token: sent.token,
      title: title.length < 2 ? `Файл ${title}` : title,
    });
  };
  return (
    <FileButton
      isBusy={isSending}
      {...(props.accept && { accept: props.accept })}
      {...(props.icon && { icon: props.icon })}
      onPick={(file) => void send(file)}
    >
      {props.children}
    </FileButton>
  );
}

/** A paper or a picture under its title, opened beside the page. */
export function FileLink({ fileId, title }: { fileId: string; title: string }): ReactNode {
  return <OutLink href={buildUrl(getFile, { params: { id: fileId, variant: 'display' } })}>{title}</OutLink>;
}

export function OutLink(props: { href: string; children: ReactNode }): ReactNode {
  return (
    <a href={props.href} target="_blank" rel="noopener noreferrer">
      {props.children}
      <span className="aloud"> (откроется в новой вкладке)</span>
    </a>
  );
}
