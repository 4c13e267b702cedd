import { type ReactNode, useState } from 'react';
import { saveFile } from '../../../lib/save-file.ts';
import { Button } from '../../../ui/button.tsx';
import { FileButton } from '../../../ui/forms/file-button.tsx';

/** A list to begin with, as CSV that Excel opens: names of columns first. Its cells have neither semicolons nor quotes. */
export function ListSample(props: {
  label: string;
  filename: string;
  lines: readonly (readonly string[])[];
}): ReactNode {
  const { label, filename, lines } = props;
  const save = (): void => {
    const text = lines.map((cells) => `${cells.join(';')}\r\n`).join('');
    saveFile(new Blob([`\uFEFF${text}`], { type: 'text/csv' }), filename);
  };
  return (
    <Button kind="quiet" icon="download" onClick={save}>
      {label}
    </Button>
  );
}

/** A button that takes a table: `check` looks at it, `children` shows what it would make. */
export function ListUpload<Checked>(props: {
  label: string;
  check: (file: File) => Promise<Checked | null>;
  children: (picked: { file: File; checked: Checked; onClose: () => void }) => ReactNode;
}): ReactNode {
  const { label, check, children } = props;
  const [picked, setPicked] = useState<{ file: File; checked: Checked } | null>(null);
  const [isChecking, setChecking] = useState(false);
  const pick = async (file: File): Promise<void> => {
    setChecking(true);
    const checked = await check(file);
    setChecking(false);
    if (checked) setPicked({ file, checked });
  };
  return (
    <>
      <FileButton
        icon="upload"
        label={label}
        accept=".csv,.xlsx"
        isBusy={isChecking}
        onPick={(file) => void pick(file)}
      >
        {label}
      </FileButton>
      {picked && children({ ...picked, onClose: () => setPicked(null) })}
    </>
  );
}
