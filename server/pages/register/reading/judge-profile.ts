import type { PageProfile } from '../../../base/networks/index.ts';
import type { Finding } from '../proof/findings.ts';
import { emailsIn, hasEmail, hasPhone, ownSites, phonesIn, sitesIn } from './contacts-in.ts';
import { namesOneOf } from './same-words.ts';

/** What the register knows of whose page it is. */
export interface BodyFacts {
  title: string;
  shortTitle: string;
  phone: string | null;
  email: string | null;
}

type Told = Omit<Finding, 'check'>;
/** Null: the network does not tell it. */
type Judge = (profile: PageProfile, body: BodyFacts, networkHosts: readonly string[]) => Told | null;

/** A description that is shorter says no aims. */
const SHORTEST = 40;
/** So much of what stands there is kept. */
const LONGEST = 300;

const told = (isThere: boolean, shown: string, why: string): Told => ({
  isThere,
  shown: shown.slice(0, LONGEST),
  why: isThere ? '' : why,
});
const flag = (is: boolean | null, why: string): Told | null => (is === null ? null : told(is, '', why));

/**
 * A contact that stands in its own field, or in the description. Where the network has no such field, it may stand where no program
 * sees it: then only what is found is told.
 */
function contact(
  own: readonly string[] | null,
  inWords: readonly string[],
  isRight: (found: readonly string[]) => boolean,
  { none, other }: { none: string; other: string },
): Told | null {
  const found = [...(own ?? []), ...inWords];
  const isThere = isRight(found);
  if (own === null && !isThere) return null;
  return told(isThere, found.join(', '), found.length === 0 ? none : other);
}

const judges: Readonly<Record<string, Judge>> = {
  name: ({ name }, { title, shortTitle }) =>
    told(namesOneOf(name, [title, shortTitle]), name, 'в названии не назван орган'),
  avatar: ({ hasPicture }) => flag(hasPicture, 'нет аватара'),
  cover: ({ hasCover }) => flag(hasCover, 'нет обложки'),
  description: ({ description }, { title, shortTitle }) => {
    if (description === null) return null;
    const words = description.trim();
    if (words.length < SHORTEST)
      return told(false, words, words ? 'описание слишком короткое' : 'нет описания');
    return told(namesOneOf(words, [title, shortTitle]), words, 'в описании не сказано, чья это страница');
  },
  address: ({ address }) => {
    if (address === null) return null;
    const { text, hasPoint } = address;
    return told(
      text !== '' && hasPoint,
      `${text}${hasPoint ? ', точка на карте' : ''}`,
      text ? 'нет точки на карте' : 'нет адреса',
    );
  },
  phone: ({ phones, description }, { phone }) =>
    contact(phones, phonesIn(description ?? ''), (found) => hasPhone(found, phone), {
      none: 'нет телефона',
      other: `телефон другой, чем в структуре: ${phone ?? ''}`,
    }),
  email: ({ emails, description }, { email }) =>
    contact(emails, emailsIn(description ?? ''), (found) => hasEmail(found, email), {
      none: 'нет почты',
      other: `почта другая, чем в структуре: ${email ?? ''}`,
    }),
  site: ({ sites, description }, _body, hosts) =>
    contact(sites, sitesIn(description ?? ''), (found) => ownSites(found, hosts).length > 0, {
      none: 'нет ссылки на сайт',
      other: 'ссылка ведёт не на сайт, а на страницу сети',
    }),
};

/**
 * What a network tells of the checks of a page, in their order. What no network tells («Госметка», widgets, the cabinet) has no judge
 * here, and what a picture proves for a time alone is never judged by anything else.
 */
export const judgeProfile = (
  checks: readonly { id: string; livesDays: number | null }[],
  profile: PageProfile,
  body: BodyFacts,
  networkHosts: readonly string[],
): Finding[] =>
  checks.flatMap(({ id, livesDays }) => {
    const found =
      livesDays === null && Object.hasOwn(judges, id) ? judges[id]?.(profile, body, networkHosts) : null;
    return found ? [{ check: id, ...found }] : [];
  });
