/** Text as a PDF holds it: UTF-16 with a mark, in hexadecimal. */
const hexText = (text: string): string =>
  `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

/**
 * Adds keywords to the properties of a PDF by an update at its end, as the format means changes to be made: what is there stays as it is,
 * byte for byte. A file without a plain table of its objects is left alone.
 */
export function markPdf(pdf: Buffer, keywords: string): Buffer {
  if (keywords === '') return pdf;
  const text = pdf.toString('latin1');
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const former = /startxref\s+(\d+)/u.exec(trailer)?.[1];
  const size = /\/Size\s+(\d+)/u.exec(trailer)?.[1];
  const root = /\/Root\s+\d+\s+\d+\s+R/u.exec(trailer)?.[0];
  const [, id, generation] = /\/Info\s+(\d+)\s+(\d+)\s+R/u.exec(trailer) ?? [];
  if (!former || !size || !root || !id || !generation) return pdf;
  const info = new RegExp(`(?:^|\\n)${id} ${generation} obj\\s*<<([\\s\\S]*?)>>\\s*endobj`, 'u').exec(
    text,
  )?.[1];
  if (info === undefined) return pdf;
  const head = `\n${id} ${generation} obj\n<<${info}\n/Keywords ${hexText(keywords)}>>\nendobj\n`;
  const at = String(pdf.length + 1).padStart(10, '0');
  const tail =
    `xref\n${id} 1\n${at} ${generation.padStart(5, '0')} n \n` +
    `trailer\n<</Size ${size} ${root} /Info ${id} ${generation} R /Prev ${former}>>\n` +
    `startxref\n${pdf.length + head.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(head + tail, 'latin1')]);
}
