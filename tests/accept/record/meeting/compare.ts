import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { localDay } from '../../../../shared/text/dates.ts';

type Content = Record<string, unknown> & {
  day: string;
  present: { name: string }[];
  absent: { name: string; reason: string }[];
  course?: { presided: { name: string }[]; opened: string; closed: string | null };
  items: {
    number: string;
    title: string;
    fate?: { kind: string; reason: string };
    isRaised?: true;
    decisions: {
      text: string;
      responsible: string | null;
      dueOn: string | null;
      outcome?: string;
      votes?: unknown;
    }[];
  }[];
};

/** Words of a page, without its tags and its style. */
const wordsOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/su, '')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/[\s\u00a0]+/gu, ' ');

/** Field by field: the record of the meeting, what the signed version says, what the paper prints. Each difference in words. */
export function differences(
  card: MeetingCard,
  content: Content,
  html: string,
): { fields: number; wrong: string[] } {
  const wrong: string[] = [];
  let fields = 0;
  const same = (name: string, record: unknown, paper: unknown): void => {
    fields += 1;
    if (JSON.stringify(record) !== JSON.stringify(paper))
      wrong.push(`${name}: в записи ${JSON.stringify(record)}, в протоколе ${JSON.stringify(paper)}`);
  };
  const words = wordsOf(html);
  const printed = (name: string, text: string): void => {
    fields += 1;
    if (!words.includes(text)) wrong.push(`${name}: на бумаге нет «${text}»`);
  };
  const here = card.attendance.filter(
    ({ mark }) => mark === 'present' || mark === 'remote' || mark === 'substituted',
  );
  same('день', card.heldOn ?? localDay(card.openedAt!, 'Asia/Yekaterinburg'), content.day);
  same(
    'участвовали',
    here.map(({ name }) => name).toSorted(),
    content.present.map(({ name }) => name).toSorted(),
  );
  same(
    'отсутствовали',
    card.attendance.filter(({ mark }) => mark === 'absent').map(({ name, reason }) => [name, reason]),
    content.absent.map(({ name, reason }) => [name, reason]),
  );
  same(
    'вели',
    card.presided.map(({ name }) => name),
    content.course?.presided.map(({ name }) => name),
  );
  same('вопросов', card.agenda.length, content.items.length);
  for (const [at, item] of card.agenda.entries()) {
    const told = content.items[at]!;
    const name = `вопрос ${item.number}`;
    same(`${name}, номер и название`, [item.number, item.title], [told.number, told.title]);
    const isOff = item.state === 'withdrawn' || item.state === 'postponed';
    same(
      `${name}, судьба`,
      isOff ? [item.state, item.reason] : null,
      told.fate ? [told.fate.kind, told.fate.reason] : null,
    );
    same(`${name}, «Разное»`, item.raisedAt !== null, told.isRaised === true);
    printed(name, item.title);
    for (const [place, decision] of item.decisions.entries()) {
      const one = told.decisions[place]!;
      same(
        `решение ${decision.number}`,
        [decision.text, decision.responsible, decision.dueOn, decision.outcome, decision.votes],
        [one.text, one.responsible, one.dueOn, one.outcome, one.votes],
      );
      if (decision.votes)
        printed(
          `решение ${decision.number}, голоса`,
          `за — ${decision.votes.for}, против — ${decision.votes.against}`,
        );
      if (decision.outcome === 'rejected')
        printed(`решение ${decision.number}`, `Предложение «${decision.text}» не принято`);
    }
  }
  for (const { name } of card.presided) printed('председательствующий', name);
  return { fields, wrong };
}
