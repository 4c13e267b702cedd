import type { Composition, GroupRole } from '../../../../shared/contract/group/working-group.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import type { GroupRules } from './rules-pack.ts';

interface Counted {
  name: string;
  role: GroupRole;
  blocks: readonly string[];
}

type Verdict = Pick<Composition, 'coverage' | 'gaps'>;

/** Which sector blocks somebody speaks for, and what the decree asks for and the composition lacks. */
export function judgeComposition(
  members: readonly Counted[],
  rules: GroupRules,
  titleOf: (code: string) => string,
): Verdict {
  const coverage = rules.sectorBlocks.map((code) => ({
    code,
    title: titleOf(code),
    members: members.filter(({ blocks }) => blocks.includes(code)).map(({ name }) => name),
  }));
  const bare = coverage.filter(({ members: names }) => names.length === 0);
  const lacking = rules.requiredRoles.filter((role) => !members.some((member) => member.role === role));
  return {
    coverage,
    gaps: [
      ...lacking.map((role) => ({
        text: `В составе нет: ${groupRoleTitles[role].toLocaleLowerCase('ru')}`,
        clause: rules.clauses.roles,
      })),
      ...(bare.length > 0
        ? [
            {
              text: `Без представителя ${bare.length} из ${rules.sectorBlocks.length} сфер: ${bare.map(({ title }) => `«${title}»`).join(', ')}`,
              clause: rules.clauses.sectorBlocks,
            },
          ]
        : []),
    ],
  };
}
