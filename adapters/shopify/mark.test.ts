import { expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { hasLanded, isLeased, landedMinor, leasedMark, leaseMs, readMark, writtenMark } from "./mark";
import { withNote } from "./notes";
import type { VendorTransaction } from "./replies";
import { makeSealer } from "./sealed";

const eur = currencyOf("EUR");
const now = new Date("2026-11-21T12:00:00Z");
const transaction = (id: string, change: Partial<VendorTransaction> = {}): VendorTransaction => ({
  id, kind: "SALE", status: "SUCCESS", gateway: "Bancontact", manualPaymentGateway: true, manuallyCapturable: false, amountSet: "50.0", totalUnsettledSet: null, parentTransaction: null, ...change,
});
const leased = leasedMark({ lease: null, written: [] }, { by: "me", transactionId: "pi_1", now, transactions: [transaction("1"), transaction("2", { status: "PENDING" })] });

it("holds a lease until it lapses", () => {
  expect(isLeased(leased, now)).toBe(true);
  expect(isLeased(leased, new Date(now.getTime() + leaseMs - 1))).toBe(true);
  expect(isLeased(leased, new Date(now.getTime() + leaseMs))).toBe(false);
});

it("counts as landed what succeeded by hand since, also a sale that was pending before", () => {
  const after = [transaction("1"), transaction("2"), transaction("3", { kind: "CAPTURE", amountSet: "0.5" })];
  expect(landedMinor(leased, after, eur)).toBe(5_050);
  const others = [transaction("4", { kind: "REFUND" }), transaction("5", { manualPaymentGateway: false }), transaction("6", { status: "FAILURE" }), transaction("7", { kind: "AUTHORIZATION" })];
  expect(landedMinor(leased, [...after, ...others], eur)).toBe(5_050);
});

it("knows its own cut-off write, and nobody else's", () => {
  const after = [transaction("1"), transaction("3")];
  expect(hasLanded(leased, after, { transactionId: "pi_1", amountMinor: 5_000, currency: eur })).toBe(true);
  expect(hasLanded(leased, after, { transactionId: "pi_2", amountMinor: 5_000, currency: eur })).toBe(false);
  expect(hasLanded(leased, after, { transactionId: "pi_1", amountMinor: 4_999, currency: eur })).toBe(false);
  expect(hasLanded({ lease: null, written: [] }, after, { transactionId: "pi_1", amountMinor: 5_000, currency: eur })).toBe(false);
});

it("reads an absent or foreign mark as an empty one, and its own back as it was", () => {
  for (const value of ["", "null", "{}", "nonsense", '{"lease":1,"written":[]}']) expect(readMark({ value, compareDigest: "d" })).toEqual({ lease: null, written: [] });
  expect(readMark(null)).toEqual({ lease: null, written: [] });
  expect(readMark({ value: JSON.stringify(leased), compareDigest: "d" })).toEqual(leased);
});

it("remembers the latest fifty payments, each once", () => {
  let mark = leased;
  for (let count = 0; count < 60; count += 1) mark = writtenMark(mark, `pi_${count}`);
  mark = writtenMark(mark, "pi_30");
  expect(mark.lease).toBeNull();
  expect(mark.written).toHaveLength(50);
  expect(mark.written.at(-1)).toBe("pi_30");
  expect(new Set(mark.written).size).toBe(50);
});

it("keeps each note's words once, on one line", () => {
  const notes = withNote(withNote("", "Payé\npar lien"), "Deux");
  expect(notes).toBe("Payé par lien\nDeux");
  expect(withNote(notes, "Payé par\r\nlien")).toBe(notes);
  expect(withNote(notes, " ")).toBe(notes);
});

it("opens what it sealed, and nothing that was touched or sealed elsewhere", () => {
  const home = { sealingSecrets: ["shpss_a"], connectionId: "con_1", shopDomain: "atelier.myshopify.com" };
  const { seal, open } = makeSealer(home);
  const sealed = seal("shpat_1");
  expect(open(sealed)).toBe("shpat_1");
  expect(seal("shpat_1")).not.toBe(sealed);
  for (const other of [{ sealingSecrets: ["shpss_b"] }, { connectionId: "con_2" }, { shopDomain: "rival.myshopify.com" }]) expect(makeSealer({ ...home, ...other }).open(sealed)).toBeNull();
  expect(makeSealer({ ...home, sealingSecrets: ["shpss_b", "shpss_a"] }).open(sealed)).toBe("shpat_1");
  expect(open(makeSealer({ ...home, sealingSecrets: ["shpss_b", "shpss_a"] }).seal("shpat_1"))).toBeNull();
  for (const broken of ["", "AAAA", `A${sealed.slice(1)}B`, sealed.slice(0, -4)]) expect(open(broken)).toBeNull();
});
