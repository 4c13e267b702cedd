import { readFileSync } from 'node:fs';
import { type CalendarPack, readCalendarPack } from './calendar/calendar-pack.ts';
import { type LadderPack, ladderPackSchema } from './ladder.ts';
import { type DeadlinePack, type DeadlineRules, loadDeadlineRules, readDeadlinePack } from './rules.ts';
import { type StagePack, stagePackSchema } from './stages.ts';

/** The national calendar that comes with the project. Throws `CalendarInvalid`. */
export function readShippedCalendar(): CalendarPack {
  return readCalendarPack(readPack('base/calendar/ru-2019-2027.json'));
}

/** The deadline rules that come with the project. Throws `DeadlinePackInvalid`. */
export function readShippedRules(): DeadlineRules {
  return loadDeadlineRules(readPack('base/deadlines/otklik-2026.json'));
}

/** The same as the pack itself, to lay the administrator's entries over. */
export function readShippedRulePack(): DeadlinePack {
  return readDeadlinePack(readPack('base/deadlines/otklik-2026.json'));
}

/** Which status starts which clock. */
export function readShippedStages(): StagePack {
  return stagePackSchema.parse(readPack('base/deadlines/stages-2026.json'));
}

/** Who is told of a term, and when. */
export function readShippedLadder(): LadderPack {
  return ladderPackSchema.parse(readPack('base/escalation/otklik-2026.json'));
}

function readPack(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../packs/${path}`, import.meta.url), 'utf8'));
}
