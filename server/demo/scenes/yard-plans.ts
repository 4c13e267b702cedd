import sharp from 'sharp';

/** Sketches of yards as a poll shows them: a playground, a court, an alley. */

const sky = '<rect width="320" height="200" fill="#e4e6df"/>';
const tree = (x: number, y: number, size: number): string =>
  `<rect x="${x - size / 10}" y="${y - size}" width="${size / 5}" height="${size}" fill="#7a6248"/><circle cx="${x}" cy="${y - size * 1.3}" r="${size * 0.7}" fill="#7d9a7e"/>`;
const block = (x: number, y: number, width: number, height: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#dccfb2"/>${[0, 1, 2, 3]
    .flatMap((column) =>
      [0, 1, 2].map(
        (row) =>
          `<rect x="${x + 12 + column * (width / 4)}" y="${y + 12 + row * (height / 3)}" width="${width / 9}" height="${height / 6}" fill="#a9b4ae"/>`,
      ),
    )
    .join('')}`;
const ground = (fill: string): string =>
  `<rect y="118" width="320" height="82" fill="#b3bd97"/><path d="M22 138h276l16 50H6z" fill="${fill}"/>`;

const drawings = {
  playground: `${sky}${block(180, 26, 130, 92)}${tree(26, 122, 34)}${tree(158, 120, 28)}${ground('#d8bf8c')}
    <path d="m44 172 22-88h78l22 88M66 84l20 88M144 84l-18 88" fill="none" stroke="#0b5a4a" stroke-width="5"/>
    <path d="M94 86v60M112 86v60" stroke="#3a3f3a" stroke-width="2"/><rect x="88" y="146" width="30" height="6" fill="#8f4f12"/>
    <path d="M206 172V98h34v74M206 124h34M206 148h34" fill="none" stroke="#8f4f12" stroke-width="5"/><path d="m200 98 23-20 23 20z" fill="#a8481c"/>`,
  court: `${sky}${block(14, 34, 150, 84)}${tree(198, 120, 30)}${tree(296, 122, 36)}${ground('#a5573a')}
    <path d="M54 144h212l22 40H32zM160 144v40" fill="none" stroke="#f1ede2" stroke-width="3"/>
    <path d="M30 85h260M30 124h260${Array.from({ length: 14 }, (_, at) => `M${30 + at * 20} 85v40`).join('')}" fill="none" stroke="#0b5a4a" stroke-width="2"/>
    <path d="M262 168V66h-14" fill="none" stroke="#3a3f3a" stroke-width="5"/><rect x="226" y="50" width="34" height="30" fill="#fffdf8" stroke="#3a3f3a" stroke-width="3"/>`,
  alley: `${sky}${block(96, 40, 128, 72)}${ground('#b3bd97')}<path d="M138 110h44l66 90H72z" fill="#d9cdb4"/>
    ${tree(104, 126, 30)}${tree(216, 126, 30)}${tree(62, 156, 42)}${tree(262, 156, 42)}
    <path d="M232 160h58v7h-58zM232 146h58v6h-58zM30 160h58v7H30zM30 146h58v6H30z" fill="#8f4f12"/>
    <path d="M112 158V96M208 158V96" stroke="#0b5a4a" stroke-width="4"/><path d="M106 86h12v10h-12zM202 86h12v10h-12z" fill="#f0d9a8"/>`,
};
export type YardPlan = keyof typeof drawings;

/** A sketch as JPEG of 1280×800; the same bytes for the same plan. */
export const renderYardPlan = (plan: YardPlan): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800" viewBox="0 0 320 200">${drawings[plan]}</svg>`,
    ),
  )
    .jpeg({ quality: 84 })
    .toBuffer();
