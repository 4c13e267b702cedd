import type { RemarkSource, Verdict } from '../../contract/participation/discussion-remarks.ts';
import type {
  DiscussionKind,
  DiscussionPaper,
  DiscussionState,
} from '../../contract/participation/discussions.ts';
import type { OpenDiscussionState } from '../../contract/participation/discussions-open.ts';
import { counted } from '../plural.ts';

/** Names of what discussions have, as staff and residents read them. */

export const discussionKindTitles: Readonly<Record<DiscussionKind, string>> = {
  consultation: 'Общественное обсуждение',
  hearing: 'Публичные слушания',
};

export const discussionKindAbout: Readonly<Record<DiscussionKind, string>> = {
  consultation: 'жители предлагают к пунктам проекта, на каждое предложение отвечают',
  hearing: 'то же и собрание: оповещение, экспозиция, протокол и заключение по закону',
};

export const discussionStateTitles: Readonly<Record<DiscussionState, string>> = {
  draft: 'черновик',
  'legal-review': 'на проверке',
  approved: 'утверждено',
  announced: 'объявлено',
  open: 'идёт',
  closed: 'готовим ответы',
  answered: 'ответы даны',
  published: 'итог обнародован',
  'decision-recorded': 'решение записано',
  archived: 'в архиве',
  cancelled: 'отменено',
};

export const openDiscussionTitles: Readonly<Record<OpenDiscussionState, string>> = {
  soon: 'Скоро',
  open: 'Идёт',
  answering: 'Готовим ответы',
  result: 'Завершено',
};

export const verdictTitles: Readonly<Record<Verdict, string>> = {
  accepted: 'Учтено',
  'accepted-partly': 'Учтено частично',
  rejected: 'Не учтено',
  'not-on-subject': 'Не по предмету',
};

export const remarkSourceTitles: Readonly<Record<RemarkSource, string>> = {
  site: 'с сайта',
  paper: 'на бумаге',
  meeting: 'на собрании',
};

export const discussionPaperTitles: Readonly<Record<DiscussionPaper, string>> = {
  notice: 'Оповещение',
  protocol: 'Протокол',
  conclusion: 'Заключение',
  summary: 'Свод предложений',
};

/** «3 предложения» */
export const countedRemarks = (count: number): string =>
  counted(count, 'предложение', 'предложения', 'предложений');

/** What everybody sees of a discussion in this state; null = nothing: it is still being made, or came to nothing. */
export function openDiscussionStateOf(state: DiscussionState): OpenDiscussionState | null {
  switch (state) {
    case 'announced':
      return 'soon';
    case 'open':
      return 'open';
    case 'closed':
    case 'answered':
      return 'answering';
    case 'published':
    case 'decision-recorded':
    case 'archived':
      return 'result';
    default:
      return null;
  }
}

/** Papers of a kind: what the law calls them. A notice there is from the announcement on. */
export const papersOf = (kind: DiscussionKind): readonly DiscussionPaper[] =>
  kind === 'hearing' ? ['notice', 'protocol', 'conclusion'] : ['notice', 'summary'];
