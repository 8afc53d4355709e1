import { crc32 } from "node:zlib";

export type ZipFile = { path: string; bytes: Uint8Array };

const utf8Flag = 0x0800;
const versionNeeded = 20;
/** 1980-01-01, the oldest a zip can say: the same files make the same zip. */
const dosDate = 0x0021;

const u16 = (value: number) => [value & 0xff, (value >>> 8) & 0xff];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];

/** Files in one zip, as they are (PKWARE APPNOTE 6.3.10, method 0): PDFs and short texts gain nothing by packing. Paths are ours: relative, with forward slashes. */
export function makeZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = new TextEncoder().encode(path);
    const shared = [...u16(versionNeeded), ...u16(utf8Flag), ...u16(0), ...u16(0), ...u16(dosDate), ...u32(crc32(bytes)), ...u32(bytes.length), ...u32(bytes.length), ...u16(name.length), ...u16(0)];
    const head = Uint8Array.from([...u32(0x04034b50), ...shared]);
    parts.push(head, name, bytes);
    directory.push(Uint8Array.from([...u32(0x02014b50), ...u16(versionNeeded), ...shared, ...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(offset)]), name);
    offset += head.length + name.length + bytes.length;
  }
  const sizeOfDirectory = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Uint8Array.from([...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(files.length), ...u16(files.length), ...u32(sizeOfDirectory), ...u32(offset), ...u16(0)]);
  const zip = new Uint8Array(offset + sizeOfDirectory + end.length);
  let at = 0;
  for (const part of [...parts, ...directory, end]) {
    zip.set(part, at);
    at += part.length;
  }
  return zip;
}
