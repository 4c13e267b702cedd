import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import { counted } from '../../../../../shared/text/plural.ts';

type Addressed = {
  regime: CaseCard['regime'];
  joinedCount: number;
  contacts: readonly Pick<CaseCard['contacts'][number], 'isJoiner' | 'name' | 'phone' | 'email'>[];
};

/** Who gets the answer and by what, before it is written: «Ответ получит Пробный Ж. — письмом на и•••@example.ru». */
export function describeAddressee({ regime, contacts, joinedCount }: Addressed): string {
  const author = contacts.find(({ isJoiner }) => !isJoiner);
  const joined =
    joinedCount > 0
      ? ` И ещё ${counted(joinedCount, 'присоединившийся', 'присоединившихся', 'присоединившихся')}.`
      : '';
  return `${describeAuthor(regime, author)}${joined}`;
}

function describeAuthor(
  regime: CaseCard['regime'],
  author: Addressed['contacts'][number] | undefined,
): string {
  if (!author) return 'Автора нет: ответ останется в деле.';
  const who = `Ответ получит ${author.name ?? 'автор'}`;
  if (regime === 'appeal_59fz') return `${who} — подписанным письмом, его отправит канцелярия.`;
  if (author.email) return `${who} — письмом на ${author.email}.`;
  if (author.phone) return `${who} — SMS на ${author.phone}.`;
  return 'Автор не оставил контактов: ответ будет на странице сообщения.';
}
