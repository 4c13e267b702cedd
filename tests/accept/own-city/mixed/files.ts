import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { modules } from '../../../../server/modules.ts';
import { type Doors, takeSeat } from './doors.ts';

/** Every table of the product taken as a file, over and over: each comes whole or is refused by a 503. */

export interface Files {
  /** By format. */
  taken: ReadonlyMap<string, number>;
  refused: () => number;
  broken: readonly string[];
  stop: () => Promise<void>;
}

const formats = ['xlsx', 'csv', 'pdf', 'docx'] as const;
type Format = (typeof formats)[number];

const listExports = (): string[] =>
  modules
    .flatMap((module) => module.routes ?? [])
    .map(({ route }) => route)
    .filter(({ method, path }) => method === 'GET' && path.endsWith('/export') && !path.includes(':'))
    .map(({ path }) => path);

/** A ZIP ends with the record of its list of files, which says where that list lies: right before it. */
function isWholeArchive(body: Buffer): boolean {
  const at = body.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  return at > 0 && body.readUInt32LE(at + 12) + body.readUInt32LE(at + 16) === at;
}

/** Why a file is not whole; null = it is. */
async function findFault(format: Format, body: Buffer): Promise<string | null> {
  const text = body.toString('latin1');
  switch (format) {
    case 'xlsx': {
      const book = new ExcelJS.Workbook();
      // exceljs has types of another Node’s Buffer.
      await book.xlsx.load(new Uint8Array(body).buffer);
      return book.worksheets.some(({ rowCount }) => rowCount > 0) ? null : 'пустая книга';
    }
    case 'csv':
      return text.endsWith('\n') ? null : 'обрыв на полуслове';
    case 'pdf':
      return text.startsWith('%PDF-') && text.trimEnd().endsWith('%%EOF') ? null : 'не целый PDF';
    case 'docx':
      return isWholeArchive(body) ? null : 'не целый архив';
  }
}

export function startFiles(doors: Doors, pauseMs: number): Files {
  const taken = new Map<string, number>();
  const broken: string[] = [];
  let [isOver, refused] = [false, 0];
  const live = async (): Promise<void> => {
    const paths = listExports();
    const seats = ['chair', 'admin', 'secretary'].map((who) => takeSeat(doors, who, () => isOver));
    let wanted = seats.flatMap((seat) =>
      paths.flatMap((path) => formats.map((format) => ({ seat, path, format }))),
    );
    for (let turn = 0; !isOver; turn += 1) {
      const one = wanted[turn % wanted.length];
      if (!one) return;
      const answer = await one.seat.ask(`${one.path}?format=${one.format}`);
      if (answer?.status === 200) {
        taken.set(one.format, (taken.get(one.format) ?? 0) + 1);
        const fault = await findFault(one.format, answer.body).catch((error: Error) => error.message);
        if (fault) broken.push(`${one.path} ${one.format}: ${fault}`);
      } else if (answer?.status === 503) refused += 1;
      // What a person may not take, or takes with a filter alone, is not asked for again.
      else if (answer && [400, 403, 404, 422].includes(answer.status))
        wanted = wanted.filter(({ seat, path }) => seat !== one.seat || path !== one.path);
      await sleep(pauseMs);
    }
  };
  const life = live();
  return {
    taken,
    refused: () => refused,
    broken,
    stop: async () => {
      isOver = true;
      await life;
    },
  };
}
