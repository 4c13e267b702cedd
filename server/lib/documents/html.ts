import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describeChart } from '../../../shared/charts/chart-words.ts';
import { drawChart } from '../../../shared/charts/draw.ts';
import { heatColours, type Tint } from '../../../shared/charts/heat-colours.ts';
import { toSvg } from '../charts/svg.ts';
import { once } from '../once.ts';
import {
  attachmentLines,
  type Block,
  chartWidths,
  countLines,
  dateAndNumber,
  fullTitle,
  keepTogether,
  marginsOf,
  markLines,
  type OfficialDocument,
  signerName,
} from './model.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => keepTogether(text).replace(/[&<>"']/g, (char) => escapes[char]!);

const require = createRequire(import.meta.url);

/** PT Serif inside the page: nothing is fetched, and the PDF carries its letters. */
const readFonts = once(() =>
  ['cyrillic', 'latin']
    .flatMap((subset) =>
      [400, 700].map((weight) => {
        const path = require.resolve(`@fontsource/pt-serif/files/pt-serif-${subset}-${weight}-normal.woff2`);
        const range =
          subset === 'cyrillic'
            ? 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116'
            : 'U+0000-00FF,U+2000-206F';
        return `@font-face{font-family:"PT Serif";font-weight:${weight};unicode-range:${range};src:url(data:font/woff2;base64,${readFileSync(path).toString('base64')}) format("woff2")}`;
      }),
    )
    .join(''),
);

/** Painted cells keep their colours in print. */
const tintStyle = [
  'td[class*=heat-]{print-color-adjust:exact}',
  ...heatColours.map(
    ({ ground, letters }, at) => `td.heat-${at + 1}{background:#${ground};color:#${letters}}`,
  ),
  'td.heat-small{background:repeating-linear-gradient(135deg,#fff 0 1.2mm,#d9d3c4 1.2mm 1.4mm)}',
].join('');

function style(paper: OfficialDocument): string {
  const { left, right, top, bottom } = marginsOf(paper);
  const foot = paper.qr || paper.executor ? 44 : bottom;
  return `${readFonts()}
@page{size:A4 ${paper.isLandscape ? 'landscape' : 'portrait'};margin:${top}mm ${right}mm ${bottom}mm ${left}mm;@top-center{content:counter(page);font:12pt "PT Serif",serif}}
@page:first{margin-bottom:${foot}mm;@top-center{content:""}}
*{box-sizing:border-box}body{margin:0;orphans:2;widows:2;font:13pt/1.3 "PT Serif",serif;color:#000}p{margin:0;text-indent:12.5mm;text-align:justify}
.head{text-align:center;font-size:12pt}.head p{text-indent:0;text-align:center}.head .org{font-weight:700;font-size:13pt}
.meta{display:flex;justify-content:space-between;gap:8mm;margin:6mm 0}.meta p{text-indent:0;text-align:left}.to{width:78mm}
h1{font-size:13pt;margin:0 0 6mm;text-align:left;max-width:100mm}h1.of-kind{text-align:center;max-width:none;margin-top:4mm}h1 span{display:block}
.line{text-indent:0;text-align:left}.over{text-align:right;text-indent:0}h2.under{text-align:center;margin:0 0 6mm}.line.lead{break-after:avoid;margin-top:1.5mm}.spread{display:flex;justify-content:space-between;margin:0 0 2mm}.spread p{text-indent:0}.place{text-align:center;text-indent:0;margin-bottom:6mm}h1.of-kind.tight{margin-bottom:4mm}
.salute{text-align:center;text-indent:0;margin-bottom:4mm}h2{font-size:13pt;margin:5mm 0 2mm;break-after:avoid}ul{margin:0;padding-left:18mm}
table{width:calc(100% - .6mm);border-collapse:collapse;font-size:12pt;line-height:1.15;margin:2mm .3mm}caption{text-align:left;font-weight:700;margin-bottom:1mm}th,td{border:.3mm solid #000;padding:1mm 1.5mm;vertical-align:top;text-align:left}tbody th{font-weight:400}thead th{text-align:center;font-weight:700}tr,table.whole{break-inside:avoid}td.n{text-align:right}${tintStyle}tr.total>*{font-weight:700}
.charts{margin:3mm 0;break-inside:avoid}.charts figcaption{font-size:12pt;font-weight:700;margin-top:1mm}.charts svg{display:block;width:100%;height:auto;font-family:"PT Serif",serif}.charts.small>div{display:grid;grid-template-columns:1fr 1fr;gap:3mm 6mm}.charts p{font-size:10pt;text-indent:0;text-align:left;font-weight:700}
.facts{font-size:11.5pt;line-height:1.2}.facts th{width:38%;font-weight:400}.facts td{white-space:pre-line}.facts th,.facts td{padding:.7mm 1.5mm}.executor{font-size:10pt;margin-top:8mm}.executor p{text-indent:0}@media print{.executor{display:none}}.dense{font-size:11pt}.dense th,.dense td{padding:1mm}.roster,.roster th,.roster td{border:0}.roster{font-size:13pt;line-height:1.3}.roster th{width:40%;padding:0 0 2mm}.roster td{padding:0 0 2mm 2mm}.roster td:nth-child(2){width:5%}.annex{break-before:page}.stamp{margin-left:95mm}.stamp p{text-indent:0;text-align:left}.annex h1{margin-top:10mm}.attached{display:grid;grid-template-columns:30mm 1fr;margin-top:5mm}.attached p{text-indent:0;text-align:left}.attached p:not(:first-child){grid-column:2}
.note{break-before:avoid;break-inside:avoid;margin-top:6mm;font-size:9pt;overflow-wrap:anywhere}.note p{text-indent:0;text-align:left}
.sign{break-before:avoid;display:flex;justify-content:space-between;gap:6mm;margin-top:12mm;break-inside:avoid;align-items:end}.sign p{text-indent:0;text-align:left}.sign .who{flex:1 1 0}
.vouch{margin-top:10mm;break-before:avoid;break-after:avoid}.vouch p{text-indent:0}.vouch+.sign{margin-top:3mm}.sign+p{text-indent:0;margin-top:2mm;break-before:avoid}
.mark{border:.4mm solid #1e4e79;border-radius:2mm;padding:1.5mm 2.5mm;font-size:9pt;line-height:1.25;color:#1e4e79;flex:0 0 76mm}.mark p:first-child{font-weight:700}`;
}

/** A text as a string of CSS. */
const cssText = (text: string): string =>
  text.replaceAll(/["\\<>&\n]/gu, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `);

/** QR code and the person who prepared it, in the lower margin of sheet 1: pictures of the page, not of its text. */
async function footStyle(paper: OfficialDocument): Promise<string> {
  const parts: string[] = [];
  if (paper.qr) {
    const { default: QRCode } = await import('qrcode');
    const svg = await QRCode.toString(paper.qr, { type: 'svg', margin: 0, width: 76 });
    parts.push(
      `@bottom-right{content:url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}");vertical-align:top;padding-top:4mm}`,
    );
  }
  if (paper.executor)
    parts.push(
      `@bottom-left{content:"${cssText(paper.executor)}";white-space:pre;font:10pt/1.2 "PT Serif",serif;text-align:left;vertical-align:top;padding-top:4mm}`,
    );
  return parts.length > 0 ? `@page:first{${parts.join('')}}` : '';
}

function drawBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
        .split('\n')
        .filter((line) => line.trim())
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('');
    case 'line':
      return `<p class="${block.isLead ? 'line lead' : 'line'}">${escapeHtml(block.text)}</p>`;
    case 'heading':
      return `<h2>${escapeHtml(block.text)}</h2>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'labelled': {
      const [first = '', ...rest] = block.text.split('\n').filter((text) => text.trim());
      return `<p><b>${escapeHtml(block.label)}</b> ${escapeHtml(first)}</p>${lines(rest)}`;
    }
    case 'roster':
      return `<table class="roster"><tbody>${block.rows
        .map(
          ([name, position]) =>
            `<tr><th scope="row">${escapeHtml(name)}</th><td>–</td><td>${escapeHtml(position)}</td></tr>`,
        )
        .join('')}</tbody></table>`;
    case 'note':
      return `<div class="note">${lines(block.lines)}</div>`;
    case 'facts':
      return `<table class="facts"><tbody>${block.rows
        .map(
          ([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
        )
        .join('')}</tbody></table>`;
    case 'charts':
      return drawCharts(block);
    default:
      return drawTable(block);
  }
}

/** In lines. */
const SHORT_TABLE = 16;
/** So many columns and more are set smaller: their words do not fit the sheet else. */
const DENSE = 7;

/** The same pictures as on the screen; each says to whoever does not see it what it shows. */
function drawCharts({ caption, charts, size }: Extract<Block, { kind: 'charts' }>): string {
  const drawn = charts.map((chart) => {
    const svg = toSvg(drawChart(chart, chartWidths[size], size), describeChart(chart), 'text');
    return `<div class="chart">${size === 'small' ? `<p>${escapeHtml(chart.title)}</p>` : ''}${svg}</div>`;
  });
  return `<figure class="charts ${size}"><div>${drawn.join('')}</div><figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}

const classOfCell = (isFigure: boolean, tint: Tint | undefined): string => {
  const names = [...(isFigure ? ['n'] : []), ...(tint ? [`heat-${tint}`] : [])];
  return names.length > 0 ? ` class="${names.join(' ')}"` : '';
};

function drawTable(block: Extract<Block, { kind: 'table' }>): string {
  const isFigure = (column: number) => block.figures.includes(column);
  const head = block.head
    .map((text, at) => `<th scope="col" style="width:${block.widths[at] ?? 10}%">${escapeHtml(text)}</th>`)
    .join('');
  const rows = block.rows.map((row, at) => {
    const cells = row.map((text, column) =>
      column === 0
        ? `<th scope="row">${escapeHtml(text)}</th>`
        : `<td${classOfCell(isFigure(column), block.tints?.[at]?.[column])}>${escapeHtml(text)}</td>`,
    );
    const isTotal = block.hasTotal && at === block.rows.length - 1;
    return `<tr${isTotal ? ' class="total"' : ''}>${cells.join('')}</tr>`;
  });
  // A short table is not torn by the edge of a sheet.
  const looks = [countLines(block) <= SHORT_TABLE && 'whole', block.head.length >= DENSE && 'dense'];
  const classes = looks.filter(Boolean).join(' ');
  const look = classes && ` class="${classes}"`;
  return `<table${look}><caption>${escapeHtml(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function drawSignature(paper: OfficialDocument): string {
  const { signature } = paper;
  if (!signature) return '';
  const mark = signature.mark
    ? `<div class="mark">${markLines(signature.mark)
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('')}</div>`
    : '';
  const { above, below } = signature;
  return `${above ? `<div class="vouch">${lines([above])}</div>` : ''}<div class="sign"><p class="who">${escapeHtml(signature.position)}</p>${mark}<p>${escapeHtml(signerName(signature))}</p></div>${below ? lines([below]) : ''}`;
}

const lines = (texts: readonly string[]): string =>
  texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('');

/** What the paper approves, on a sheet of its own. */
const drawAnnex = ({ stamp, kind, title, blocks }: NonNullable<OfficialDocument['annex']>): string =>
  `<section class="annex"><div class="stamp">${lines(stamp)}</div><h1 class="of-kind"><span>${escapeHtml(kind)}</span> ${escapeHtml(title)}</h1>${blocks.map(drawBlock).join('')}</section>`;

/** What a paper may do: its own style, letters and pictures, and nothing else. */
export const PAPER_POLICY =
  "default-src 'none';style-src 'unsafe-inline';font-src data:;img-src data:;frame-ancestors 'self'";

/** The page of a document: preview, print and PDF are this one. It asks nothing of any network and runs no script. */
export async function toHtml(paper: OfficialDocument, keywords = ''): Promise<string> {
  const { letterhead, refer, kind, salutation } = paper;
  const head = letterhead
    ? `<header class="head"><p class="org">${escapeHtml(letterhead.organisation)}</p>${lines(letterhead.lines)}</header>`
    : '';
  const { place } = paper;
  const registration = paper.isUnregistered
    ? ''
    : `<div class="spread"><p>${escapeHtml(paper.date ?? '____________')}</p><p>${escapeHtml(`№ ${paper.number ?? '__________'}`)}</p></div>${paper.registered ? `<p class="line">${escapeHtml(paper.registered)}</p>` : ''}`;
  const dated = place ? `${registration}<p class="place">${escapeHtml(place)}</p>` : '';
  const meta =
    !place && (letterhead || paper.addressee.length > 0)
      ? `<div class="meta"><div>${lines([dateAndNumber(paper), paper.registered, refer].filter((text) => text != null))}</div><div class="to">${lines(paper.addressee)}</div></div>`
      : '';
  const attached = attachmentLines(paper);
  const tail = [
    ...(attached.length > 0 ? [`<div class="attached"><p>Приложение:</p>${lines(attached)}</div>`] : []),
    drawSignature(paper),
    // On a sheet it stands at the foot; the page on a screen has none.
    ...(paper.executor ? [`<div class="executor">${lines(paper.executor.split('\n'))}</div>`] : []),
    ...(paper.annex ? [drawAnnex(paper.annex)] : []),
  ];
  const isUnder = paper.isTitleUnder === true;
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline';font-src data:;img-src data:">${keywords && `<meta name="keywords" content="${escapeHtml(keywords)}">`}<title>${escapeHtml(fullTitle(paper))}</title><style>${style(paper)}${await footStyle(paper)}</style></head><body>${paper.mark ? `<p class="over">${escapeHtml(paper.mark)}</p>` : ''}${head}${meta}<h1${kind ? ` class="of-kind${place ? ' tight' : ''}"` : ''}>${kind ? `<span>${escapeHtml(kind)}</span> ` : ''}${isUnder ? '' : escapeHtml(paper.title)}</h1>${dated}${isUnder ? `<h2 class="under">${escapeHtml(paper.title)}</h2>` : ''}${salutation ? `<p class="salute">${escapeHtml(salutation)}</p>` : ''}<main>${paper.blocks.map(drawBlock).join('')}</main>${tail.join('')}</body></html>`;
}
