import type { Chart } from '../../../shared/charts/chart.ts';
import type { Tint } from '../../../shared/charts/heat-colours.ts';

/** An official document by ГОСТ Р 7.0.97-2025, apart from the form it is made in: DOCX, print, PDF are drawn from it. */
export interface OfficialDocument {
  /** With the edition of the card of the city it is taken from. */
  letterhead: { organisation: string; lines: readonly string[]; edition: number } | null;
  /** Реквизит «дата» as it is printed; null = not registered yet. */
  date: string | null;
  number: string | null;
  /** «рег. № … от …»: how the city's document system has it; absent where it is not there. */
  registered?: string | null;
  /** «На № … от …». */
  refer: string | null;
  /** In the dative, line by line. */
  addressee: readonly string[];
  /** Minutes and what is made of them: the date and the number stand in one line under the title, this place below them. */
  place?: string;
  /** An agenda: it says what day it is for, and has neither a date nor a number of its own; the place alone stands under the title. */
  isUnregistered?: boolean;
  /** Name of the kind above the title, where the document is no letter: «КАРТОЧКА». */
  kind: string | null;
  title: string;
  /** Orders and their drafts: the title stands below the date and the place. */
  isTitleUnder?: boolean;
  /** Over everything, in the right corner: «ПРОЕКТ». */
  mark?: string;
  salutation: string | null;
  blocks: readonly Block[];
  attachments: readonly string[];
  signature: Signature | null;
  /** What the paper approves, on a sheet of its own after the signature. */
  annex?: Annex;
  /** Who prepared it: name and telephone at the foot of sheet 1. */
  executor: string | null;
  /** Реквизит 31: where the QR code of sheet 1 leads. */
  qr: string | null;
  isLandscape: boolean;
  /** Kept longer than ten years: the left margin is 30 mm, for binding. */
  isLongKept: boolean;
}

/** An annex with the stamp of approval in its right corner. */
interface Annex {
  /** «УТВЕРЖДЁН», by what, «от … № …». */
  stamp: readonly string[];
  kind: string;
  title: string;
  blocks: readonly Block[];
}

/** A landscape sheet of tables, signed by nobody. */
export const tableSheet = (
  sheet: Pick<OfficialDocument, 'title' | 'date' | 'number' | 'blocks'>,
): OfficialDocument => ({
  ...sheet,
  letterhead: null,
  refer: null,
  addressee: [],
  kind: null,
  salutation: null,
  attachments: [],
  signature: null,
  executor: null,
  qr: null,
  isLandscape: true,
  isLongKept: false,
});

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: readonly string[] }
  /** A line from the very margin; one that leads stands with what follows it: «СЛУШАЛИ:». */
  | { kind: 'line'; text: string; isLead?: boolean }
  /** «СЛУШАЛИ: …»: a word in bold and what it is of. */
  | { kind: 'labelled'; label: string; text: string }
  /** People and who they are, in two columns without lines. */
  | { kind: 'roster'; rows: readonly (readonly [name: string, position: string])[] }
  /** Small print: where a paper is checked. */
  | { kind: 'note'; lines: readonly string[] }
  /** Pictures under one caption; their numbers stand in a table beside. Small ones go two in a row. */
  | { kind: 'charts'; caption: string; charts: readonly Chart[]; size: 'full' | 'small' }
  | { kind: 'facts'; rows: readonly (readonly [string, string])[] }
  | {
      kind: 'table';
      caption: string;
      head: readonly string[];
      rows: readonly (readonly string[])[];
      /** Shares of the width, per cent. */
      widths: readonly number[];
      /** Columns of figures, drawn to the right. */
      figures: readonly number[];
      /** The last row is a total. */
      hasTotal: boolean;
      /** How each cell is painted, row by row, as on the screen; without it none is. */
      tints?: readonly (readonly Tint[])[];
    };

export interface Signature {
  /** What the signature says of the paper, over it: «Выписка верна». */
  above?: string;
  /** The day of it, under it. */
  below?: string;
  position: string;
  /** «И.О. Фамилия», joined by a no-break space. */
  name: string;
  /** The visual mark of a simple electronic signature; null = a hand signs. */
  mark: { owner: string; at: string; fingerprint: string } | null;
}

/** What a file of the document is called: «Регистрационная карточка обращения гражданина». */
export const fullTitle = ({ kind, title }: Pick<OfficialDocument, 'kind' | 'title'>): string =>
  kind ? `${kind.charAt(0)}${kind.slice(1).toLocaleLowerCase('ru')} ${title}` : title;

/** Who signs; a place for the hand and the name where nobody has yet. */
export const signerName = ({ name }: Pick<Signature, 'name'>): string => name || '____________________';

/** How wide a picture is drawn for a sheet, in points of its letters; two small ones have the room of a full one. */
export const chartWidths = { full: 600, small: 290 } as const;

/** Margins in millimetres. */
export const marginsOf = (paper: Pick<OfficialDocument, 'isLongKept'>) => ({
  left: paper.isLongKept ? 30 : 20,
  right: 10,
  top: 20,
  bottom: 20,
});

/** Lines of the visual mark. */
export const markLines = (mark: NonNullable<Signature['mark']>): string[] => [
  'Подписано простой электронной подписью',
  `Владелец: ${mark.owner}`,
  `Время: ${mark.at}`,
  `Отпечаток: ${mark.fingerprint}`,
];

/** «24.11.2026 № И-5/2026», with places for the hand where there is none yet. */
export const dateAndNumber = ({ date, number }: Pick<OfficialDocument, 'date' | 'number'>): string =>
  `${date ?? '____________'} № ${number ?? '__________'}`;

/** «Иванов И.И.» and «№ 10» do not part at the end of a line. */
export const keepTogether = (text: string): string =>
  text
    .replaceAll(/([А-ЯЁ][а-яё]+) (?=[А-ЯЁ]\.(?:[А-ЯЁ]\.)?(?![А-Яа-яё]))/gu, '$1\u00a0')
    .replaceAll(/№ (?=\d+$)/gu, '№\u00a0')
    // «59-ФЗ» is one word.
    .replaceAll(/(?<=\d)-(?=ФЗ(?!\p{L}))/gu, '\u2011');

/** Characters in a line of small print across a whole sheet, about. */
const SMALL_LINE = 85;

/** How many lines a table takes, about: what fits on the rest of a sheet is not torn. */
export const countLines = ({ rows, widths }: Extract<Block, { kind: 'table' }>): number =>
  rows
    .map((row) =>
      Math.max(
        1,
        ...row.map((text, at) => Math.ceil(text.length / (SMALL_LINE * (widths[at] ?? 10) * 0.01))),
      ),
    )
    .reduce((sum, lines) => sum + lines, 0);

/** «Приложение: …»; several are numbered, each from a line of its own (ГОСТ Р 7.0.97-2025, отметка о приложении). */
export const attachmentLines = ({ attachments }: Pick<OfficialDocument, 'attachments'>): string[] =>
  attachments.length < 2 ? [...attachments] : attachments.map((one, at) => `${at + 1}. ${one}`);
