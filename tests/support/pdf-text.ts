import { inflateSync } from 'node:zlib';

/** Streams of a PDF, unpacked. */
function listStreams(pdf: Buffer): string[] {
  const streams: string[] = [];
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const packed = pdf.subarray(from, text.indexOf('endstream', from));
    try {
      streams.push(inflateSync(packed, { finishFlush: 2 }).toString('latin1'));
    } catch {
      // Not packed so: a picture, a table of places.
    }
  }
  return streams;
}

/** Number of a glyph → character, as one font of the file tells. */
function readMap(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  const char = (hex: string) => String.fromCharCode(Number.parseInt(hex.slice(0, 4), 16));
  for (const [, body] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, to] of body!.matchAll(/<(\w+)>\s*<(\w+)>/g))
      map.set(Number.parseInt(glyph!, 16), char(to!));
  for (const [, body] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, to] of body!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [from, end] = [Number.parseInt(first!, 16), Number.parseInt(last!, 16)];
      for (let glyph = from; glyph <= end; glyph += 1)
        map.set(glyph, String.fromCharCode(Number.parseInt(to!, 16) + glyph - from));
    }
  }
  return map;
}

/** Everything a PDF of Chromium says, once by each of its fonts: what is sought stands whole in one of the lines. */
export function readPdfText(pdf: Buffer): string {
  const streams = listStreams(pdf);
  const maps = streams.filter((stream) => stream.includes('begincmap')).map(readMap);
  const glyphs = streams
    .filter((stream) => /\bT[jJ]\b/.test(stream))
    .flatMap((stream) => [...stream.matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, hex]) => hex!))
    .join('');
  const numbers = (glyphs.match(/.{4}/g) ?? []).map((hex) => Number.parseInt(hex, 16));
  return maps.map((map) => numbers.map((number) => map.get(number) ?? '').join('')).join('\n');
}
