import type { Channel, Outcome, Status } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { outcomeTitles } from '../../../../shared/text/heatmap/analysis.ts';
import { statusTitles } from '../../../../shared/text/words.ts';
import type { IconName } from '../../../ui/icons.tsx';
import type { Tone } from '../../../ui/mark.tsx';

export type NearCase = CaseCard['near'][number];

/** A state as the staff read it, with its tone and glyph. */
export interface StateWords {
  title: string;
  tone: Tone;
  icon?: IconName;
}

const state = (title: string, tone: Tone, icon?: IconName): StateWords => ({
  title,
  tone,
  ...(icon ? { icon } : {}),
});

export const statusWords: Readonly<Record<Status, StateWords>> = {
  new: state(statusTitles.new, 'quiet'),
  moderation: state(statusTitles.moderation, 'quiet'),
  rejected: state(statusTitles.rejected, 'quiet', 'close'),
  clarification: state(statusTitles.clarification, 'warning', 'hourglass'),
  coordination: state(statusTitles.coordination, 'warning', 'undo'),
  forwarded_out: state(statusTitles.forwarded_out, 'info', 'right'),
  assigned: state(statusTitles.assigned, 'info', 'right'),
  in_work: state(statusTitles.in_work, 'info', 'clock'),
  answer_draft: state(statusTitles.answer_draft, 'info', 'clock'),
  review: state(statusTitles.review, 'info', 'hourglass'),
  approval: state(statusTitles.approval, 'info', 'hourglass'),
  rework: state(statusTitles.rework, 'warning', 'undo'),
  deferred: state(statusTitles.deferred, 'info', 'clock'),
  answered: state(statusTitles.answered, 'ok', 'check'),
  reopened: state(statusTitles.reopened, 'warning', 'undo'),
  closed: state(statusTitles.closed, 'ok', 'lock'),
  closed_forwarded: state(statusTitles.closed_forwarded, 'ok', 'lock'),
  closed_no_reply: state(statusTitles.closed_no_reply, 'quiet', 'lock'),
  closed_terminated: state(statusTitles.closed_terminated, 'quiet', 'lock'),
  closed_unanswered: state(statusTitles.closed_unanswered, 'quiet', 'lock'),
  merged: state(statusTitles.merged, 'quiet', 'link'),
};

/** What came of a case, apart from whether it was answered. */
export const outcomeWords: Readonly<Record<Outcome, StateWords>> = {
  solved: state(outcomeTitles.solved, 'ok'),
  solved_partly: state(outcomeTitles.solved_partly, 'warning'),
  planned: state(outcomeTitles.planned, 'info', 'clock'),
  explained: state(outcomeTitles.explained, 'info', 'file'),
  refused: state(outcomeTitles.refused, 'warning', 'close'),
  not_in_competence: state(outcomeTitles.not_in_competence, 'quiet', 'right'),
  not_confirmed: state(outcomeTitles.not_confirmed, 'quiet', 'search'),
  duplicate: state(outcomeTitles.duplicate, 'quiet', 'link'),
};

interface ChannelWords {
  title: string;
  /** Up to four letters for the badge of a row; where there are none, the icon. */
  mark?: string;
  icon?: IconName;
  /** «Поступило …»: where from. */
  from: string;
}

export const channelWords: Readonly<Record<Channel, ChannelWords>> = {
  pos: { title: 'ПОС', mark: 'ПОС', from: 'с платформы обратной связи' },
  epgu: { title: 'Госуслуги', mark: 'ЕПГУ', from: 'с Госуслуг' },
  social_post: { title: 'Соцсети: запись', icon: 'people', from: 'из соцсети, запись' },
  social_comment: { title: 'Соцсети: комментарий', icon: 'people', from: 'из соцсети, комментарий' },
  direct_message: { title: 'Личное сообщение', mark: 'ЛС', from: 'личным сообщением' },
  site_form: { title: 'Сайт', icon: 'globe', from: 'с сайта' },
  phone_call: { title: 'Телефон', icon: 'phone', from: 'по телефону' },
  reception: { title: 'Личный приём', icon: 'person', from: 'на личном приёме' },
  paper: { title: 'Письмо', icon: 'mail', from: 'бумажным письмом' },
  email: { title: 'Электронная почта', mark: '@', from: 'электронным письмом' },
  edds_112: { title: 'Служба 112', mark: '112', from: 'из службы 112' },
  media_publication: { title: 'Публикация', icon: 'file', from: 'из публикации' },
  official_letter: { title: 'Письмо организации', icon: 'mail', from: 'письмом организации' },
  max_bot: { title: 'Бот MAX', mark: 'MAX', from: 'от бота MAX' },
  import: { title: 'Загрузка', icon: 'upload', from: 'загрузкой из файла' },
};

export const regimeWords = {
  appeal_59fz: 'Обращение по 59-ФЗ',
  pos_message: 'Сообщение',
  open_source: 'Открытый источник',
  internal: 'Служебное',
} as const;

/** What a neighbour's line says at its end: the result if there is one, else the state. */
export function describeNear(near: Pick<NearCase, 'status' | 'outcome'>): StateWords {
  const words = near.outcome ? outcomeWords[near.outcome] : statusWords[near.status];
  return { ...words, title: words.title.toLocaleLowerCase('ru') };
}
