import { type Channel, channels } from '../../../shared/contract/messages/cases.ts';

/** How registers call the ways by which messages come; the first that fits wins. */
const patterns: readonly [Channel, RegExp][] = [
  ['social_comment', /комментари/],
  ['direct_message', /^лс$|личн\S* сообщени/],
  ['pos', /^пос$|платформ\S* обратной связи|решаем вместе/],
  ['epgu', /^епгу$|госуслуг/],
  ['edds_112', /\b112\b|еддс/],
  ['max_bot', /^(бот )?max$|^(бот )?макс$/],
  ['social_post', /соц\S*\s?сет|вконтакте|^вк$|одноклассник|тел[ел]грам/],
  ['email', /e-?mail|электронн\S* (почт|письм)/],
  ['site_form', /сайт|портал|интернет.?при[её]мн/],
  ['phone_call', /телефон|звон|горяч\S* лини/],
  ['reception', /при[её]м/],
  ['official_letter', /официальн\S* письм|письм\S* организаци|служебн/],
  ['paper', /письм|почт|бумаж/],
  ['media_publication', /^сми$|публикаци/],
  ['import', /^загрузка$/],
];

/** The channel a register means by its word, or null. */
export function readChannel(text: string): Channel | null {
  const word = text.trim().toLowerCase();
  const code = channels.find((channel) => channel === word);
  return code ?? patterns.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}
