import { createHash } from 'node:crypto';
import type { PictureRow, PostRow, SightRow } from './talk.ts';

/** What a record says of itself, in the order it is written. */
type Fields = readonly (readonly [name: string, value: string])[];

const BREAK = '\r\n';

/** One record of WARC 1.1 (ISO 28500:2017): its fields, its block, two breaks. */
function writeRecord(fields: Fields, block: Buffer): Buffer {
  const digest = createHash('sha256').update(block).digest('hex');
  const head = [
    'WARC/1.1',
    ...fields.map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]+/gu, ' ')}`),
    `WARC-Block-Digest: sha256:${digest}`,
    `Content-Length: ${block.length}`,
  ].join(BREAK);
  return Buffer.concat([
    Buffer.from(`${head}${BREAK}${BREAK}`, 'utf8'),
    block,
    Buffer.from(`${BREAK}${BREAK}`, 'utf8'),
  ]);
}

/** Seconds, as WARC dates are usually read. */
const warcDate = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

const recordId = (postId: string, serial: number, part: string): string =>
  `<urn:otklik:post:${postId}:${serial}:${part}>`;

const targetOf = (post: PostRow): string => post.url || `urn:otklik:${post.network}:${post.external_id}`;

/** What a WARC file is made of. `open` gives the bytes of a picture that was kept, one at a time. */
interface Evidence {
  posts: readonly PostRow[];
  sights: readonly SightRow[];
  pictures: readonly PictureRow[];
  open: (sha256: string) => Promise<Buffer | null>;
}

/**
 * Evidence of posts as a WARC file: for each time a post was seen, the reply of the network as it came (`resource`), what was read
 * of it with its SHA-256 (`metadata`), and its pictures as they came (`resource`). Opens without a network in any reader of WARC.
 */
export async function* writeWarc(
  { posts, sights, pictures, open }: Evidence,
  { at, title }: { at: Date; title: string },
): AsyncGenerator<Buffer> {
  const info = [`software: Otklik`, `format: WARC File Format 1.1`, `description: ${title}`].join(BREAK);
  yield writeRecord(
    [
      ['WARC-Type', 'warcinfo'],
      ['WARC-Record-ID', `<urn:otklik:evidence:${at.getTime()}>`],
      ['WARC-Date', warcDate(at)],
      ['Content-Type', 'application/warc-fields'],
    ],
    Buffer.from(`${info}${BREAK}`, 'utf8'),
  );
  for (const post of posts)
    for (const sight of sights.filter(({ post_id: id }) => id === post.id)) {
      yield* writeSight(post, sight);
      for (const picture of pictures.filter(
        ({ post_id: id, serial }) => id === post.id && serial === sight.serial,
      )) {
        const bytes = picture.sha256 === null ? null : await open(picture.sha256);
        if (bytes) yield writePicture(picture, bytes);
      }
    }
}

/** Its record names the address it was fetched from; the digest of the block is that of the row. */
const writePicture = (picture: PictureRow, bytes: Buffer): Buffer =>
  writeRecord(
    [
      ['WARC-Type', 'resource'],
      ['WARC-Record-ID', recordId(picture.post_id, picture.serial, `picture:${picture.place}`)],
      ['WARC-Date', warcDate(picture.kept_at ?? new Date(0))],
      ['WARC-Target-URI', picture.url],
      ['WARC-Concurrent-To', recordId(picture.post_id, picture.serial, 'raw')],
      ['Content-Type', `image/${picture.kind ?? 'jpeg'}`],
    ],
    bytes,
  );

function writeSight(post: PostRow, sight: SightRow): Buffer[] {
  const common = [
    ['WARC-Date', warcDate(sight.seen_at)],
    ['WARC-Target-URI', targetOf(post)],
  ] as const;
  const read = {
    network: post.network,
    externalId: post.external_id,
    authorKey: sight.author_key,
    authorName: sight.author_name,
    text: sight.text,
    url: sight.url,
    asOf: sight.as_of.toISOString(),
    pictures: sight.pictures,
    sha256: sight.sha256,
    goneAt: post.gone_at?.toISOString() ?? null,
  };
  return [
    writeRecord(
      [
        ['WARC-Type', 'resource'],
        ['WARC-Record-ID', recordId(post.id, sight.serial, 'raw')],
        ...common,
        ['Content-Type', sight.raw.startsWith('<') ? 'application/xml' : 'application/json'],
      ],
      Buffer.from(sight.raw, 'utf8'),
    ),
    writeRecord(
      [
        ['WARC-Type', 'metadata'],
        ['WARC-Record-ID', recordId(post.id, sight.serial, 'read')],
        ...common,
        ['WARC-Refers-To', recordId(post.id, sight.serial, 'raw')],
        ['Content-Type', 'application/json'],
      ],
      Buffer.from(JSON.stringify(read, null, 2), 'utf8'),
    ),
  ];
}
