import type * as contract from '../../../../shared/contract/group/working-group.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { listFullNames } from '../../../base/identity/index.ts';
import { findBlock } from '../../../base/taxonomy/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { organisationOf } from '../../../lib/documents/letterhead.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';
import { bodyIn, headOf, isDeclinable, nameIn } from '../../../lib/documents/names.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { readComposition } from '../composition/composition.ts';
import { groupPack } from '../composition/rules-pack.ts';
import { lowerFirst, stopped } from './protocol-words.ts';

/** A draft of the act by which the administration approves who is in the group (decree 398, chapter 3, clauses 2 and 3). */

type Act = Pick<contract.GroupAct, 'number' | 'signedOn' | 'title'>;

export interface DraftFacts {
  /** Acts there are, the oldest first. */
  acts: readonly Act[];
  members: readonly Pick<contract.Membership, 'name' | 'position' | 'organisation' | 'role'>[];
  /** What the decree asks for and nobody is: roles, titles of sector blocks. */
  lacking: { roles: readonly contract.GroupRole[]; blocks: readonly string[] };
}

const GROUP = 'рабочей группы по взаимодействию с Центром управления региона';
const BLANK = '____________________';

const cite = ({ number, signedOn }: Act): string => `от ${formatDay(signedOn)} № ${number}`;

/** «утверждённый постановлением Администрации … от 20.05.2021 № 398 «О …» (с изменениями, внесёнными …)» */
export function approvedWords(organisation: string, [first, ...later]: readonly Act[]): string {
  if (!first) return '';
  const changed =
    later.length > 0
      ? ` (с изменениями, внесёнными ${later.length > 1 ? 'постановлениями' : 'постановлением'} ${later.map(cite).join(', ')})`
      : '';
  return `утверждённый постановлением ${bodyIn(organisation, 'genitive')} ${cite(first)} «${first.title}»${changed}`;
}

/** «руководителя рабочей группы Гордеева А.М.» */
function controllerWords({ members }: DraftFacts): string {
  const chair = members.find(({ role }) => role === 'chair');
  if (!chair) return `руководителя рабочей группы ${BLANK}`;
  return isDeclinable(chair.name)
    ? `руководителя рабочей группы ${nameIn(chair.name, 'accusative')}`
    : `руководителя рабочей группы (${nameIn(chair.name, 'nominative')})`;
}

const positionWords = ({ position, organisation, role }: DraftFacts['members'][number]): string =>
  [lowerFirst(position), organisation, ...(role === 'member' ? [] : [lowerFirst(groupRoleTitles[role])])]
    .filter(Boolean)
    .join(', ');

/** Who is in it: those with a role first, then members by name; a place for each the decree asks for and nobody is. */
export function rosterOf({ members, lacking }: DraftFacts): Block[] {
  const led = (['chair', 'deputy', 'secretary'] as const).flatMap((role) => {
    const own = members
      .filter((one) => one.role === role)
      .map((one) => [one.name, positionWords(one)] as const);
    return own.length === 0 && lacking.roles.includes(role)
      ? [[BLANK, `${BLANK}, ${lowerFirst(groupRoleTitles[role])}`] as const]
      : own;
  });
  const rest = members
    .filter(({ role }) => role === 'member')
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'))
    .map((one) => [one.name, positionWords(one)] as const);
  const asked = lacking.blocks.map(
    (title) => [BLANK, `представитель отраслевого блока «${title}» (по согласованию)`] as const,
  );
  const others = [...rest, ...asked];
  return [
    { kind: 'roster', rows: led },
    ...(others.length > 0
      ? [
          { kind: 'line' as const, text: 'Члены рабочей группы:', isLead: true },
          { kind: 'roster' as const, rows: others },
        ]
      : []),
  ];
}

/** The draft as municipal acts are set: the act with what it orders, and the composition as its annex. */
export function draftAct(facts: DraftFacts): OfficialDocument {
  const { organisation, place, edition } = organisationOf();
  const isFirst = facts.acts.length === 0;
  const title = isFirst ? `Об утверждении состава ${GROUP}` : `О внесении изменений в состав ${GROUP}`;
  const order = isFirst
    ? `1. Утвердить состав ${GROUP} (прилагается).`
    : `1. Внести изменения в состав ${GROUP}, ${approvedWords(organisation, facts.acts)}, изложив его в новой редакции (прилагается).`;
  return {
    letterhead: { organisation, lines: [], edition },
    mark: 'ПРОЕКТ',
    date: null,
    number: null,
    refer: null,
    addressee: [],
    place,
    kind: 'ПОСТАНОВЛЕНИЕ',
    title,
    isTitleUnder: true,
    salutation: null,
    blocks: [
      {
        kind: 'text',
        text: `В связи с ${isFirst ? 'созданием' : 'изменением состава'} ${GROUP}, руководствуясь пунктами 2 и 3 главы 3 положения о ней, ${organisation} ПОСТАНОВЛЯЕТ:`,
      },
      {
        kind: 'text',
        text: [
          order,
          stopped(
            `2. Контроль за исполнением настоящего постановления возложить на ${controllerWords(facts)}`,
          ),
        ].join('\n'),
      },
    ],
    attachments: [],
    signature: { position: headOf(organisation), name: '', mark: null },
    annex: {
      stamp: [
        'УТВЕРЖДЁН',
        `постановлением ${bodyIn(organisation, 'genitive')}`,
        'от ____________ № __________',
      ],
      kind: 'СОСТАВ',
      title: GROUP,
      blocks: rosterOf(facts),
    },
    executor: null,
    qr: null,
    isLandscape: false,
    isLongKept: true,
  };
}

/** Route: the draft of the composition as it stands on a day, with places for whom the decree asks for. */
export async function downloadDraftAct(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.downloadDraftAct>,
): Promise<Download> {
  const day = query.on ?? cityDay(ctx.config, ctx.now);
  const { members, acts, coverage } = await readComposition(ctx, day);
  const names = await listFullNames(
    ctx.db,
    members.map(({ personId }) => personId),
  );
  const { requiredRoles } = groupPack.on(day);
  const draft = draftAct({
    acts: acts.filter(({ signedOn }) => signedOn <= day).toReversed(),
    members: members.map((one) => ({ ...one, name: names.get(one.personId) ?? one.name })),
    lacking: {
      roles: requiredRoles.filter((role) => !members.some((one) => one.role === role)),
      blocks: coverage
        .filter((one) => one.members.length === 0)
        .map(({ code, title }) => findBlock(code)?.title ?? title),
    },
  });
  return renderPaper(draft, query.format, `Проект постановления о составе ${formatDay(day)}`);
}
