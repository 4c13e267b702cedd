import { crc32, deflateRawSync } from 'node:zlib';

const u16 = (value: number) => {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
};
const u32 = (value: number) => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};
const u64 = (value: number) => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
};

/** An archive; `isLarge` writes it as one over four gigabytes is written, with the sizes in the 64-bit records. */
export function makeZip(files: Readonly<Record<string, Buffer>>, isLarge = false): Buffer {
  const bodies: Buffer[] = [];
  const heads: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of Object.entries(files)) {
    const packed = deflateRawSync(data);
    const path = Buffer.from(name);
    const common = Buffer.concat([u16(45), u16(0x800), u16(8), u16(0), u16(0), u32(crc32(data))]);
    const local = Buffer.concat([
      u32(0x04034b50),
      common,
      u32(packed.length),
      u32(data.length),
      u16(path.length),
      u16(0),
      path,
      packed,
    ]);
    const wide = Buffer.concat([u16(1), u16(24), u64(data.length), u64(packed.length), u64(offset)]);
    const sizes = isLarge ? [u32(0xffffffff), u32(0xffffffff)] : [u32(packed.length), u32(data.length)];
    heads.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(45),
        common,
        ...sizes,
        u16(path.length),
        u16(isLarge ? wide.length : 0),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(isLarge ? 0xffffffff : offset),
        path,
        ...(isLarge ? [wide] : []),
      ]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(heads);
  const count = heads.length;
  const end64 = Buffer.concat([
    u32(0x06064b50),
    u64(44),
    u16(45),
    u16(45),
    u32(0),
    u32(0),
    u64(count),
    u64(count),
    u64(directory.length),
    u64(offset),
    u32(0x07064b50),
    u32(0),
    u64(offset + directory.length),
    u32(1),
  ]);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(count),
    u16(count),
    u32(isLarge ? 0xffffffff : directory.length),
    u32(isLarge ? 0xffffffff : offset),
    u16(0),
  ]);
  return Buffer.concat([...bodies, directory, ...(isLarge ? [end64] : []), end]);
}
