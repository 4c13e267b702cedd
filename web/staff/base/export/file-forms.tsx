import type { ReactNode } from 'react';
import type { ReportFormat } from '../../../../shared/contract/report.ts';
import { Button } from '../../../ui/button.tsx';
import './file-forms.css';

const forms: readonly { format: ReportFormat; title: string; about: string }[] = [
  { format: 'xlsx', title: 'Excel', about: 'таблица и что в ней отобрано' },
  { format: 'docx', title: 'Word', about: 'для правки и согласования' },
  { format: 'pdf', title: 'PDF', about: 'для печати, с разметкой для чтения с экрана' },
  { format: 'csv', title: 'CSV', about: 'для других программ' },
];

/** Kinds of file to save a table as, each with what it is good for. */
export function FileForms(props: {
  /** What the workbook holds, where it is more than the table. */
  xlsx?: string;
  isBusy: boolean;
  onChoose: (format: ReportFormat) => void;
}): ReactNode {
  const { xlsx, isBusy, onChoose } = props;
  return (
    <ul className="file-forms">
      {forms.map(({ format, title, about }) => (
        <li key={format}>
          <Button
            kind={format === 'xlsx' ? 'primary' : 'plain'}
            busy={isBusy}
            onClick={() => onChoose(format)}
          >
            {title}
          </Button>
          <span className="muted">{format === 'xlsx' ? (xlsx ?? about) : about}</span>
        </li>
      ))}
    </ul>
  );
}
