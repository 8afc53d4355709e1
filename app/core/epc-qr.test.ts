import { createHash } from "node:crypto";
import fc from "fast-check";
import QRCode from "qrcode";
import { expect, it } from "vitest";
import { scanCode } from "../../tests/support/scan-code";
import vectors from "../../tests/fixtures/vectors/refs.json";
import { currencyOf } from "./currency";
import { drawEpcQr, encodeEpc, epcBytesMax, euro, whyNotEpc, type EpcTransfer } from "./epc-qr";
import { readEpc } from "./epc-reader";
import { amountMinorMax, moneyOf } from "./money";
import { formatOgm, ogmOf } from "./ogm";
import { creditorReferenceOf } from "./creditor-reference";

const bytesOf = (text: string, charset = "utf8") => new Uint8Array(Buffer.from(text, charset as BufferEncoding));

const plain: EpcTransfer = {
  name: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: null, amount: moneyOf(12_345, euro), purpose: null,
  remittance: { kind: "text", text: "+++000/0000/00101+++" }, info: null,
};

it.each(vectors.epc069_12)("reads the vector of $src to the byte, with LF and with CRLF", (vector) => {
  const bytes = bytesOf(vector.payload, vector.charset);
  expect(bytes.length).toBe(vector.byteLength);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(vector.sha256);
  const read = readEpc(bytes);
  const crlf = bytesOf(vector.payload.replaceAll("\n", "\r\n"), vector.charset);
  expect(crlf.length).toBe(vector.byteLengthCRLF);
  expect(readEpc(crlf)).toEqual(read);
  if (!read.ok) throw new Error(read.reason);
  const [, , , , bic = "", name, iban, , purpose = "", reference = "", text = "", info = ""] = vector.lines;
  const remittance = reference ? { kind: "reference", reference } : text ? { kind: "text", text } : { kind: "none" };
  expect(read.transfer).toMatchObject({ bic: bic || null, name, iban, purpose: purpose || null, remittance, info: info || null });
  const written = encodeEpc(read.transfer);
  if (!written.ok) throw new Error(written.reason);
  expect(readEpc(bytesOf(written.payload))).toEqual(read);
  expect(QRCode.create([{ data: bytes, mode: "byte" }], { errorCorrectionLevel: "M" }).version).toBe(vector.qrVersionM);
});

it("reads the amounts seen in the wild, and writes two decimals", () => {
  const amountOf = (line: string) => {
    const read = readEpc(bytesOf(`BCD\n002\n1\nSCT\n\nTest\nBE72000000001616\n${line}`));
    return read.ok ? (read.transfer.amount?.amountMinor ?? null) : read.reason;
  };
  expect(["EUR12.3", "EUR1", "EUR12.30", "EUR0.01", "EUR999999999.99", ""].map(amountOf)).toEqual([1_230, 100, 1_230, 1, amountMinorMax, null]);
  expect(["EUR0", "EUR0.00", "EUR0.001", "EUR1000000000.00", "EUR1,20", "EUR 1", "EUR-1", "EUR1.", "12.30"].map(amountOf)).toEqual(Array(9).fill("amount-wrong"));
  expect(amountOf("USD1.00")).toBe("not-euro");
  expect(encodeEpc({ ...plain, amount: moneyOf(1_230, euro) })).toMatchObject({ payload: expect.stringContaining("\nEUR12.30\n") as string });
});

it.each([
  ["BCD\n002\n1\nSCT\n\nTest\nBE72000000001616\nEUR1\n\nRF18539007547034\nand text", "reference-and-text"],
  ["BCD\n002\n1\nSCT\n\nTest\nDE71110220330123456780", "iban-wrong"],
  ["BCD\n001\n1\nSCT\n\nTest\nBE72000000001616", "bic-missing"],
  ["BCD\n002\n1\nSCT\n\nTest\nCH9300762011623852957", "bic-missing"],
  ["BCD\n002\n01\nSCT\n\nTest\nBE72000000001616", "charset-unknown"],
  ["BCD\n002\n9\nSCT\n\nTest\nBE72000000001616", "charset-unknown"],
  ["BCD\n003\n1\nSCT\n\nTest\nBE72000000001616", "version-unknown"],
  ["BCD\n002\n1\nINST\n\nTest\nBE72000000001616", "not-epc"],
  ["BCD\n002\n1\nSCT\n\nTest", "not-epc"],
  ["BCD\n002\n1\nSCT\n\n\nBE72000000001616", "name-missing"],
  ["BCD\n002\n1\nSCT\nKREDBE\nTest\nBE72000000001616", "bic-wrong"],
  ["BCD\n002\n1\nSCT\n\nTest\nBE72 0000 0000 1616", "iban-wrong"],
  ["BCD\n002\n1\nSCT\n\nTest\nTR330006100519786457841326", "iban-not-sepa"],
  ["BCD\n002\n1\nSCT\n\nTest\nBE72000000001616\n\nTOOLONG", "purpose-wrong"],
  ["BCD\n002\n1\nSCT\n\nTest\nBE72000000001616\n\n\nRF17539007547034", "reference-wrong"],
  [`BCD\n002\n1\nSCT\n\nTest\nBE72000000001616${"\n".repeat(6)}`, "too-many-lines"],
  ["BCD\n002\n1\nSCT\n\nTest\u0000\nBE72000000001616", "forbidden-character"],
  [`BCD\n002\n1\nSCT\n\nTest\nBE72000000001616\n\n\n\n${"é".repeat(140)}\n${"é".repeat(70)}`, "too-many-bytes"],
])("refuses to read %j: %s", (payload, reason) => {
  expect(readEpc(bytesOf(payload))).toEqual({ ok: false, reason });
});

it("refuses bytes that are not text in the character set they claim", () => {
  const broken = Buffer.concat([Buffer.from("BCD\n002\n1\nSCT\n\n"), Buffer.from([0xc3, 0x28]), Buffer.from("\nBE72000000001616")]);
  expect(readEpc(broken)).toEqual({ ok: false, reason: "not-decodable" });
  const windows = Buffer.concat([Buffer.from("BCD\n002\n2\nSCT\n\nTest "), Buffer.from([0x80]), Buffer.from("\nBE72000000001616")]);
  expect(readEpc(windows)).toEqual({ ok: false, reason: "not-decodable" });
});

it.each<[string, Partial<EpcTransfer>]>([
  ["forbidden-character", { name: "Alice\nDE89370400440532013000" }],
  ["forbidden-character", { name: "Alice\r" }],
  ["forbidden-character", { remittance: { kind: "text", text: "a\u2028b" } }],
  ["forbidden-character", { info: "a\u202eb" }],
  ["forbidden-character", { name: "a\u0085b" }],
  ["forbidden-character", { name: "a\ud800b" }],
  ["name-missing", { name: " " }],
  ["name-too-long", { name: "x".repeat(71) }],
  ["text-too-long", { remittance: { kind: "text", text: "x".repeat(141) } }],
  ["info-too-long", { info: "x".repeat(71) }],
  ["not-euro", { amount: moneyOf(100, currencyOf("USD")) }],
  ["amount-wrong", { amount: moneyOf(0, euro) }],
  ["amount-wrong", { amount: moneyOf(amountMinorMax + 1, euro) }],
  ["iban-wrong", { iban: "BE72000000001617" }],
  ["iban-wrong", { iban: "be72000000001616" }],
  ["bic-missing", { iban: "CH9300762011623852957" }],
  ["bic-wrong", { bic: "kredbebb" }],
  ["purpose-wrong", { purpose: "gdds" }],
  ["reference-wrong", { remittance: { kind: "reference", reference: "RF17539007547034" } }],
  ["too-many-bytes", { remittance: { kind: "text", text: "é".repeat(140) } }],
])("refuses to write: %s %j", (reason, change) => {
  expect(encodeEpc({ ...plain, ...change })).toEqual({ ok: false, reason });
});

it("counts bytes, not characters: 331 pass, 332 do not", () => {
  const bare = encodeEpc({ ...plain, remittance: { kind: "none" }, info: null, name: "é".repeat(70) });
  if (!bare.ok) throw new Error(bare.reason);
  const left = epcBytesMax - bytesOf(bare.payload).length - "\n\n\n".length;
  const full = { ...plain, name: "é".repeat(70), remittance: { kind: "text" as const, text: "é".repeat((left - (left % 2)) / 2) + "x".repeat(left % 2) } };
  const written = encodeEpc(full);
  if (!written.ok) throw new Error(written.reason);
  expect(bytesOf(written.payload).length).toBe(331);
  expect(written.payload.length).toBeLessThan(331);
  expect(drawEpcQr(written.payload).size).toBe(17 + 4 * 13);
  expect(whyNotEpc({ ...full, remittance: { kind: "text", text: `${full.remittance.text}x` } })).toBe("too-many-bytes");
  expect(() => drawEpcQr(`${written.payload}x`)).toThrow();
});

const freeText = (lengthMax: number) =>
  fc.string({ unit: "grapheme", minLength: 1, maxLength: lengthMax }).filter((text) => [...text].length <= lengthMax && text.trim() !== "" && !/[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u.test(text));
const remittances = fc.oneof(
  fc.constant({ kind: "none" as const }),
  freeText(60).map((text) => ({ kind: "text" as const, text })),
  fc.integer({ min: 1, max: 9_999_999_999 }).map((number) => ({ kind: "reference" as const, reference: formatOgm(ogmOf(number)) })),
  fc.stringMatching(/^[A-Z0-9]{1,21}$/).map((body) => ({ kind: "reference" as const, reference: creditorReferenceOf(body) })),
);
const transfers: fc.Arbitrary<EpcTransfer> = fc.record({
  name: freeText(40),
  iban: fc.constantFrom(...vectors.ibanValid.filter((iban) => !iban.startsWith("CH"))),
  bic: fc.constantFrom(null, "KREDBEBB", "BHBLDEHHXXX"),
  amount: fc.option(fc.integer({ min: 1, max: amountMinorMax }).map((amountMinor) => moneyOf(amountMinor, euro))),
  purpose: fc.constantFrom(null, "GDDS", "CHAR"),
  remittance: remittances,
  info: fc.option(freeText(20)),
});

it("reads back every transfer it writes", () => {
  fc.assert(fc.property(transfers, (transfer) => {
    const written = encodeEpc(transfer);
    if (!written.ok) return expect(written.reason).toBe("too-many-bytes");
    expect(readEpc(bytesOf(written.payload))).toEqual({ ok: true, transfer });
  }));
});

it("never lets a field write another line", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit: "binary", maxLength: 60 }), (name, text) => {
    const written = encodeEpc({ ...plain, name, remittance: { kind: "text", text }, info: text });
    if (!written.ok) return;
    const read = readEpc(bytesOf(written.payload));
    expect(read).toMatchObject({ ok: true, transfer: { iban: plain.iban, name } });
  }), { numRuns: 500 });
});

it.each<[string, Partial<EpcTransfer>]>([
  ["a Belgian communication", {}],
  ["accents and an RF", { name: "Boulangerie Müller & Fils à Liège", remittance: { kind: "reference", reference: "RF18539007547034" } }],
  ["other scripts", { name: "Καφέ Αθηνά Ελλάς", info: "Ďakujeme" }],
  ["as much as fits", { name: "Q".repeat(70), remittance: { kind: "text", text: "Z".repeat(140) }, info: "k".repeat(50) }],
])("is read back by a scanner as written: %s", async (_, change) => {
  const written = encodeEpc({ ...plain, ...change });
  if (!written.ok) throw new Error(written.reason);
  expect(await scanCode(drawEpcQr(written.payload))).toEqual([written.payload]);
});
