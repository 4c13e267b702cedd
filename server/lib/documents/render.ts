import type { Download } from '../module/module.ts';
import { PAPER_POLICY, toHtml } from './html.ts';
import type { OfficialDocument } from './model.ts';
import { printPdf } from './pdf.ts';

export type PaperFormat = 'docx' | 'pdf' | 'html';

/** A paper is drawn whole, never as a stream. */
export interface DrawnPaper extends Download {
  stream: Buffer;
}

/** One document in the form asked for: Word, tagged PDF, or the page for preview and print. */
export async function renderPaper(
  paper: OfficialDocument,
  format: PaperFormat,
  name: string,
): Promise<DrawnPaper> {
  if (format === 'docx') {
    const { toDocx } = await import('./docx.ts');
    return {
      stream: await toDocx(paper, paper.letterhead?.organisation ?? 'Отклик'),
      contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      filename: `${name}.docx`,
    };
  }
  const html = await toHtml(paper);
  if (format === 'pdf')
    return {
      stream: await printPdf(html),
      contentType: 'application/pdf',
      filename: `${name}.pdf`,
      inline: true,
    };
  return {
    stream: Buffer.from(html),
    contentType: 'text/html; charset=utf-8',
    contentPolicy: PAPER_POLICY,
    filename: `${name}.html`,
    inline: true,
  };
}
