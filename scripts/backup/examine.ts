import { existsSync } from 'node:fs';
import { MINUTE } from '../../shared/time.ts';
import { followChains, latestReach, type Reach, reachMoment, type Span, spansOf } from './chain.ts';
import {
  applyChanges,
  changesUntil,
  type FileChange,
  type FileEntry,
  fileChange,
  fileList,
  listObjects,
} from './file-copier.ts';
import type { Keyring } from './keyring.ts';
import type { Manifest } from './manifest.ts';
import { factsOf, findBases, listChanges, listSegments, readTip, type StoredSegment } from './place.ts';
import { BackupRefusal } from './refusal.ts';
import { findSealedFault, readSealed, type SealedFile } from './sealed-file.ts';
import { LIST_PART, partsOf } from './take.ts';
import { nameSegment } from './wal-names.ts';

/** What is looked at before a return begins. */
export interface Plan {
  base: Manifest;
  /** Moment to return to, ms; null = as far as there is. */
  at: number | null;
  /** The last moment that is promised. */
  to: number;
  segments: StoredSegment[];
  files: FileEntry[];
  /** Paths of those that may have come after the moment: they were seen then, or written about it. */
  late: ReadonlySet<string>;
  objects: Map<string, SealedFile>;
  /** What is wrong elsewhere in the place and does not touch this return. */
  warnings: string[];
}

export type DescribeMoment = (moment: number) => string;

export interface Survey {
  bases: Manifest[];
  segments: StoredSegment[];
  reaches: Reach[];
  spans: Span[];
  /** The end of the chain that was here once, and is not. */
  lost: string[];
  /** What else is wrong, without opening anything but manifests. */
  faults: string[];
}

/** What lies in the place, of the cluster that was copied last. */
export function surveyPlace(place: string, keyring: Keyring): Survey {
  const { bases, faults } = findBases(place, keyring);
  const system = bases.at(-1)?.system ?? '';
  const own = bases.filter((base) => base.system === system);
  const { segments, strange } = listSegments(place, system);
  const reaches = followChains(own.map(factsOf), segments);
  const tip = system ? readTip(place, keyring, system) : null;
  const last = Math.max(
    ...segments.filter(({ timeline }) => timeline === tip?.timeline).map(({ number }) => number),
    -1,
  );
  const lost =
    tip && tip.number > last
      ? [`wal/${system}: последний сегмент ${nameSegment(tip.timeline, tip.number)} пропал`]
      : [];
  if (tip === undefined) lost.push(`wal/${system}/tip.json: изменён`);
  if (tip === null && segments.length > 0) lost.push(`wal/${system}/tip.json: пропал`);
  return {
    bases: own,
    reaches,
    spans: spansOf(reaches),
    segments,
    lost,
    faults: [...faults, ...strange.map((name) => `${name}: лишний файл`)],
  };
}

/** «в любой миг с … по …; к …»: a copy without WAL after it is one moment. */
export const describeSpans = (spans: readonly Span[], describe: DescribeMoment): string =>
  spans
    .map(({ from, to }) =>
      from === to ? `к ${describe(from)}` : `в любой миг с ${describe(from)} по ${describe(to)}`,
    )
    .join('; ');

function describeHole(reaches: readonly Reach[], at: number, describe: DescribeMoment): string {
  const broken = reaches.findLast(({ base, missing }) => missing !== null && base.stoppedAt <= at);
  if (!broken || broken.missing === null) return '';
  return ` В цепочке WAL нет сегмента ${nameSegment(broken.base.timeline, broken.missing)}: он обрывает её на ${describe(broken.to)}.`;
}

/** With its thousandths where it was named to them: of a moment in the last second there is, told without, nobody would see why not. */
const describeNamed = (at: number, describe: DescribeMoment): string =>
  `${describe(at)}${at % 1000 === 0 ? '' : `,${String(at % 1000).padStart(3, '0')}`}`;

/** From which base to return, and by what. Throws a refusal that names the moments there are. */
function chooseReach(
  { reaches, spans }: Pick<Survey, 'reaches' | 'spans'>,
  at: number | null,
  describe: DescribeMoment,
): Reach {
  const reach = at === null ? latestReach(reaches) : reachMoment(reaches, at);
  if (reach) return reach;
  if (spans.length === 0)
    throw new BackupRefusal('В этой папке нет ни одной целой копии: возвращать нечего.');
  throw new BackupRefusal(
    `К ${describeNamed(at ?? 0, describe)} вернуться нельзя.${describeHole(reaches, at ?? 0, describe)} Можно ${describeSpans(spans, describe)}.`,
  );
}

/** The chain goes on past a hole: what is before it is not the last there was. */
function refuseHole({ base, to, missing }: Reach, describe: DescribeMoment): void {
  if (missing === null) return;
  throw new BackupRefusal(
    `В цепочке WAL нет сегмента ${nameSegment(base.timeline, missing)}: он обрывает её на ${describe(to)}, а дальше она есть. ` +
      `К последнему мигу вернуться нельзя; к мигу до обрыва — назовите его: --at "${new Date(to).toISOString()}".`,
  );
}

async function readJson(place: string, keyring: Keyring, file: SealedFile): Promise<unknown> {
  return JSON.parse((await readSealed(place, keyring, file)).toString('utf8'));
}

async function findFaults(
  place: string,
  keyring: Keyring,
  files: readonly SealedFile[],
  tell: (done: number) => void,
): Promise<string[]> {
  const faults: string[] = [];
  let done = 0;
  for (const file of files) {
    const fault = await findSealedFault(place, keyring, file);
    if (fault) faults.push(fault);
    done += 1;
    tell(done);
  }
  return faults;
}

/** Changes of the data folder after a base; each must follow the one before it. What lies under another's moment is named by both. */
async function readChanges(
  place: string,
  keyring: Keyring,
  base: Manifest,
): Promise<{ changes: FileChange[]; faults: string[] }> {
  const found = listChanges(place).filter(({ at }) => at > base.filesAt);
  const changes: FileChange[] = [];
  const faults: string[] = [];
  const spoiled = new Set<number>();
  for (const { at, file } of found.toSorted((a, b) => a.at - b.at)) {
    const fault = await findSealedFault(place, keyring, file);
    if (fault === null) changes.push(fileChange.parse(await readJson(place, keyring, file)));
    else {
      faults.push(fault);
      spoiled.add(at);
    }
  }
  const missing = changes.flatMap(({ previous }, index) => {
    const before = changes[index - 1];
    const isJoined = before ? previous === before.at : previous <= base.filesAt;
    return isJoined ? [] : [previous];
  });
  const changeAt = readTip(place, keyring, base.system)?.changeAt ?? 0;
  if (changeAt > (changes.at(-1)?.at ?? base.filesAt)) missing.push(changeAt);
  const gone = missing.filter((at) => !spoiled.has(at)).map((at) => `changes/${at}: пропал`);
  return { changes, faults: [...faults, ...gone] };
}

function stopAt(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const shown = faults.slice(0, 20).map((fault) => `  ${fault}`);
  const rest = faults.length > shown.length ? `\n  и ещё ${faults.length - shown.length}` : '';
  throw new BackupRefusal(`Копия повреждена, возврат не начат:\n${shown.join('\n')}${rest}`);
}

/** Segments a return reads: from the first of the base to the one that ends after the moment. */
function chooseSegments(
  segments: readonly StoredSegment[],
  { base, lastSegment }: Reach,
  at: number | null,
): StoredSegment[] {
  const own = segments
    .filter(
      ({ timeline, number }) =>
        timeline === base.timeline && number >= base.firstSegment && number <= lastSegment,
    )
    .toSorted((a, b) => a.number - b.number);
  if (at === null) return own;
  const enough = own.findIndex(({ number, endedAt }) => endedAt >= at && number > base.lastSegment);
  return enough < 0 ? own : own.slice(0, enough + 1);
}

export interface ExamineOptions {
  place: string;
  keyring: Keyring;
  at: number | null;
  describe: DescribeMoment;
  tell?: (done: number, all: number) => void;
}

/** Looks at everything a return to a moment needs. Throws a refusal that names each fault; nothing has been written then. */
export async function examineBackup({ place, keyring, at, describe, tell }: ExamineOptions): Promise<Plan> {
  if (!existsSync(place)) throw new BackupRefusal(`Папки копий ${place} нет. Диск отключён?`);
  const survey = surveyPlace(place, keyring);
  const reach = chooseReach(survey, at, describe);
  // The last moments are lost where the end of the chain is: that is no return to the end.
  if (at === null) {
    stopAt(survey.lost);
    refuseHole(reach, describe);
  }
  const base = survey.bases.find(({ id }) => id === reach.base.id);
  if (!base) throw new BackupRefusal(`Копии ${reach.base.id} нет.`);
  const segments = chooseSegments(survey.segments, reach, at);
  const parts = partsOf(base);
  const all = parts.length + segments.length;
  stopAt(
    await findFaults(place, keyring, [...parts, ...segments.map(({ file }) => file)], (done) =>
      tell?.(done, all),
    ),
  );
  const { changes, faults } = await readChanges(place, keyring, base);
  stopAt(faults);
  const list = parts.find(({ stem }) => stem === LIST_PART);
  if (!list) throw new BackupRefusal(`В копии ${base.id} нет списка файлов.`);
  const listed = fileList.parse(await readJson(place, keyring, list));
  const looks = changesUntil(listed, changes, at ?? Number.MAX_SAFE_INTEGER);
  const files = applyChanges(listed, looks);
  const objects = listObjects(place);
  stopAt(await findLostObjects(place, keyring, files, objects, tell));
  const to = at ?? reach.to;
  const seenAfter = looks.filter((look) => look.at > to).flatMap(({ added }) => added);
  // A look lasts, and takes what comes while it does.
  const late = [...seenAfter, ...files.filter(({ mtimeMs }) => mtimeMs > to - MINUTE)].map(
    ({ path }) => path,
  );
  const warnings = [...survey.faults, ...survey.lost, ...tellUnseen({ place, keyring, base, to, describe })];
  return { base, at, to, segments, files, late: new Set(late), objects, warnings };
}

/** Where the machine was lost before the keeper looked at its files once more. */
function tellUnseen(asked: Omit<ExamineOptions, 'at'> & { base: Manifest; to: number }): string[] {
  const lookedAt = readTip(asked.place, asked.keyring, asked.base.system)?.lookedAt ?? 0;
  const seen = Math.max(lookedAt, asked.base.filesAt);
  if (lookedAt === 0 || seen >= asked.to) return [];
  return [
    `файлы, пришедшие после ${asked.describe(seen)}, в копию не попали: снимков у сообщений этих минут нет`,
  ];
}

async function findLostObjects(
  place: string,
  keyring: Keyring,
  files: readonly FileEntry[],
  objects: ReadonlyMap<string, SealedFile>,
  tell: ExamineOptions['tell'],
): Promise<string[]> {
  const needed = [...new Map(files.map((file) => [file.object, file])).values()];
  const lost = needed
    .filter(({ object }) => !objects.has(object))
    .map(({ path, object }) => `objects/${object.slice(0, 2)}/${object}: пропал (${path})`);
  const there = needed.flatMap(({ object }) => objects.get(object) ?? []);
  const faults = await findFaults(place, keyring, there, (done) => tell?.(done, there.length));
  return [...lost, ...faults];
}
