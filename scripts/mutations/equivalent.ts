import type { Mutant } from './instrument.ts';

interface Equivalent {
  /** End of the path of the file. */
  file: string;
  before: string;
  after: string;
  /** Why nothing can tell the two apart. */
  why: string;
}

/** What opens personal data: every role that may one of these may another of them, but for `cases.read`. */
const personal = ['cases.read', 'cases.reveal', 'office.read', 'audit.read', 'outbox.read'];
const quote = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const isKept = 'what is kept for the next time is only kept: without it the same is worked out anew';

/** The same over its first four links, as they stand in the file. */
const watchedBefore = `ctx.db
    .selectFrom('conflicts.evidence')
    .innerJoin('conflicts.signal', 'conflicts.signal.id', 'conflicts.evidence.signal_id')
    .select('conflicts.signal.id')
    .where('conflicts.evidence.kind', '=', 'post')`;

/** Mistakes that are none. By their text, so that they stay named when lines move; one that is gone fails the run. */
export const equivalents: readonly Equivalent[] = [
  {
    file: 'words/clash-of-days.ts',
    before: 'exact.day < about.day',
    after: 'exact.day <= about.day',
    why: 'one day is told before: there the two days differ',
  },
  {
    file: 'words/clash-of-days.ts',
    before: 'on.day < by.day',
    after: 'on.day <= by.day',
    why: 'one day is told before: there the two days differ',
  },
  {
    file: 'sheet/tiles.ts',
    before: 'to < today',
    after: 'to <= today',
    why: 'of two equal days either is told',
  },
  { file: 'regimes/current.ts', before: 'known.set(key, decision);', after: '', why: isKept },
  { file: 'regimes/current.ts', before: 'known.clear();', after: '', why: isKept },
  { file: 'calendar/zone.ts', before: 'opened.set(id, zone);', after: '', why: isKept },
  {
    file: 'calendar/zone.ts',
    before: 'i < stretch.at.length',
    after: 'i <= stretch.at.length',
    why: 'past the last change there is none to compare with: the loop ends by its other condition',
  },
  {
    file: 'calendar/zone.ts',
    before: 'Math.floor((same + other) / 2)',
    after: 'Math.ceil((same + other) / 2)',
    why: 'either middle halves the stretch: the same second is found',
  },
  {
    file: 'calendar/calendar.ts',
    before: 'index < ranks.length',
    after: 'index <= ranks.length',
    why: 'past the end no kind of day is read and nothing is written',
  },
  {
    file: 'calendar/calendar.ts',
    before: 'toDayNumber(data.year, 12, 31) - draft.first',
    after: 'toDayNumber(data.year, 12, 31) + draft.first',
    why: 'years are laid one after another: past this one no day is put yet',
  },
  {
    file: 'personal/personal-numbers.ts',
    before: 'at < text.length',
    after: 'at <= text.length',
    why: 'past the end there is no digit',
  },
  { file: 'signals/watch-anger.ts', before: 'kept.version = rules.version;', after: '', why: isKept },
  {
    file: 'rules/anger.ts',
    before: 'known.length - 1',
    after: 'known.length + 1',
    why: 'past the last comment there is none: the place is passed over',
  },
  {
    file: 'signals/watch-anger.ts',
    before: 'kept.read === null',
    after: 'kept.read !== null',
    why: isKept,
  },
  {
    file: 'signals/watch-anger.ts',
    before: watchedBefore,
    after: watchedBefore.replace(".where('conflicts.evidence.kind', '=', 'post')", ''),
    why: 'no post and no answer have one id',
  },
  {
    file: 'matching/anchors.ts',
    before: '10',
    after: '11',
    why: 'which words are looked for first is only a matter of speed',
  },
  {
    file: 'control-desk/list-terms.ts',
    before: 'ids.filter((id) => id !== null)',
    after: 'ids',
    why: 'no unit has an empty id: a null in the list finds none',
  },
  {
    file: 'zones/open-cases.ts',
    before: 'sizes[other.place_kind] > sizes[zone.place_kind]',
    after: 'sizes[other.place_kind] >= sizes[zone.place_kind]',
    why: 'two places of one size have no case in common',
  },
  {
    file: 'signals/promises.ts',
    before: 'return;',
    after: '',
    why: 'what has just been written has this day and stands: the second writing changes nothing',
  },
  {
    file: 'indicators/outer-count.ts',
    before: '15',
    after: '16',
    why: 'a period of 366 days at most touches 13 months: the list ends by its other condition',
  },
  {
    file: 'incidents/merging.ts',
    before: "throw badField('postIds', 'Отметьте записи');",
    after: '',
    why: 'the contract lets no empty list through',
  },
  {
    file: 'moderation/rules.ts',
    before: 'later.version > version',
    after: 'later.version >= version',
    why: 'the version itself is in force: it is no retired one',
  },
  ...personal.slice(1).map((dropped) => ({
    file: 'people/self-grant.ts',
    before: `[ ${quote(personal)}, ]`,
    after: `[${quote(personal.filter((name) => name !== dropped))}]`,
    why: 'no role has it alone: whoever may it opens personal data by another right as well',
  })),
];

const squeeze = (code: string): string => code.replaceAll(/\s+/g, ' ').trim();

export const isEquivalent = (mutant: Mutant, to: Equivalent): boolean =>
  mutant.path.endsWith(`/${to.file}`) &&
  squeeze(mutant.before) === squeeze(to.before) &&
  squeeze(mutant.after) === squeeze(to.after);
