import { type ReactNode, useState } from 'react';
import { saveFile } from '../../../lib/save-file.ts';
import { Button } from '../../../ui/button.tsx';
import { FileButton } from '../../../ui/forms/file-button.tsx';

/** A list to begin with, as CSV that Excel opens. */
interface ListSample {
  label: string;
  filename: string;
  /** Lines of cells, the names of columns first. */
  lines: () => readonly (readonly string[])[];
}

const toCsv = (lines: ListSample['lines']): string =>
  `\uFEFF${lines()
    .map((cells) =>
      cells.map((cell) => (/[";\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';'),
    )
    .join('\r\n')}\r\n`;

/** A sample to fill in and the button that takes it filled: `check` looks at the table, `children` shows what it would make. */
export function ListUpload<Checked>(props: {
  label: string;
  sample: ListSample;
  check: (file: File) => Promise<Checked | null>;
  children: (picked: { file: File; checked: Checked; onClose: () => void }) => ReactNode;
}): ReactNode {
  const { label, sample, check, children } = props;
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
      <Button
        kind="quiet"
        icon="download"
        onClick={() => saveFile(new Blob([toCsv(sample.lines)], { type: 'text/csv' }), sample.filename)}
      >
        {sample.label}
      </Button>
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
