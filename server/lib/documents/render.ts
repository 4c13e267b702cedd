import type { Download } from '../module/module.ts';
import { PAPER_POLICY, toHtml } from './html.ts';
import type { OfficialDocument } from './model.ts';
import { printPdf } from './pdf.ts';
import { markPdf } from './pdf-mark.ts';

export type PaperFormat = 'docx' | 'pdf' | 'html';

/** A paper is drawn whole, never as a stream. */
export interface DrawnPaper extends Download {
  stream: Buffer;
}

/** By which edition of the card of the city its letterhead was drawn: it stands among the properties of the file, and takes no room on the sheet. */
const tellEdition = ({ letterhead }: OfficialDocument): string => {
  const edition = letterhead?.edition ?? 0;
  return edition === 0 ? '' : `Карточка города: редакция ${edition}`;
};

/** One document in the form asked for: Word, tagged PDF, or the page for preview and print. */
export async function renderPaper(
  paper: OfficialDocument,
  format: PaperFormat,
  name: string,
): Promise<DrawnPaper> {
  const keywords = tellEdition(paper);
  if (format === 'docx') {
    const { toDocx } = await import('./docx.ts');
    return {
      stream: await toDocx(paper, { author: paper.letterhead?.organisation ?? 'Отклик', keywords }),
      contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      filename: `${name}.docx`,
    };
  }
  const html = await toHtml(paper, keywords);
  if (format === 'pdf')
    return {
      stream: markPdf(await printPdf(html), keywords),
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
