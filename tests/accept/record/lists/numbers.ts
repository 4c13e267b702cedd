/** What number a link says it opens, by its name as people and screen readers have it. Pure. */

/** Digits with no-break spaces between thousands. */
const NUMBER = String.raw`\d{1,3}(?:\u00a0\d{3})+|\d+`;

/** The first that fits says it; what is said of the list itself goes before what stands first. */
const forms: readonly RegExp[] = [
  // «111 событий по 108 делам, вам видно 90».
  new RegExp(String.raw`вам вид(?:но|ны)\s(${NUMBER})`, 'u'),
  new RegExp(String.raw`по\s(${NUMBER})\sдел(?:у|ам)`, 'u'),
  new RegExp(String.raw`(${NUMBER})\sдел(?:о|а)?(?![а-яё])`, 'u'),
  // «46 — Красногорский район, ЖКХ», «0: Маминское, Прочее», «157».
  new RegExp(String.raw`^(${NUMBER})(?=$|[\s:])`, 'u'),
  // «Просрочено 2: двор», «Открыто: 18», «Ждут показа на карте 113», «нет отопления — 5», «Поручения заседания: 2, исполнено 1».
  new RegExp(String.raw`^[^\d]*?(?<!,)\s(${NUMBER})(?=$|:|,\s)`, 'u'),
];

/** null where the name has no number of things: a house, a date, a number of a paper. */
export function numberOf(name: string): number | null {
  for (const form of forms) {
    const found = form.exec(name);
    if (found) return Number(found[1]!.replaceAll('\u00a0', ''));
  }
  return null;
}
