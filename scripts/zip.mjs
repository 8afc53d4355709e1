// Zip files as WordPress unpacks them (PKWARE APPNOTE 6.3.10): deflate, UTF-8 names, and one fixed date, so that the
// same files make the same zip.
import { crc32, deflateRawSync } from "node:zlib";

/** 1980-01-01, the oldest a zip can say. */
const dosDate = 0x0021;
const utf8Flag = 0x0800;
const versionNeeded = 20;
const deflate = 8;

/**
 * @param {{ path: string, bytes: Buffer }[]} files
 * @returns {Buffer}
 */
export function makeZip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = Buffer.from(path, "utf8");
    const packed = deflateRawSync(bytes, { level: 9 });
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(versionNeeded, 0);
    shared.writeUInt16LE(utf8Flag, 2);
    shared.writeUInt16LE(deflate, 4);
    shared.writeUInt16LE(0, 6);
    shared.writeUInt16LE(dosDate, 8);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(name.length, 22);
    parts.push(signature(0x04034b50), shared, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE((3 << 8) | versionNeeded, 0); // Unix: the file modes above count
    directory.push(signature(0x02014b50), madeBy, shared, tail, name);
    offset += 4 + shared.length + name.length + packed.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, signature(0x06054b50), end]);
}

function signature(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
