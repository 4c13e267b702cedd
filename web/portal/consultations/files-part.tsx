import type { ReactNode } from 'react';
import { getFile } from '../../../shared/contract/base/files.ts';
import {
  downloadOpenPaper,
  type OpenDiscussion,
} from '../../../shared/contract/participation/discussions-open.ts';
import { discussionPaperTitles } from '../../../shared/text/participation/discussion-words.ts';
import { buildUrl } from '../../lib/api.ts';
import { Section } from '../../ui/section.tsx';

/** Files of the project, and papers by the forms of the law. */
export function FilesPart({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const { id, materials, papers } = discussion;
  return (
    <Section title="Документы" className="stack">
      <ul>
        {materials.map(({ fileId, title }) => (
          <li key={fileId}>
            <a href={buildUrl(getFile, { params: { id: fileId, variant: 'display' } })}>{title}</a>
          </li>
        ))}
        {papers.map((paper) => (
          <li key={paper}>
            {discussionPaperTitles[paper]}:{' '}
            <a href={buildUrl(downloadOpenPaper, { params: { id, paper }, query: { format: 'pdf' } })}>
              PDF<span className="aloud"> — {discussionPaperTitles[paper]}</span>
            </a>
            ,{' '}
            <a href={buildUrl(downloadOpenPaper, { params: { id, paper }, query: { format: 'docx' } })}>
              Word<span className="aloud"> — {discussionPaperTitles[paper]}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
