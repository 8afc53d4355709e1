import { expect, test } from "vitest";
import { hasSetUpCode, setUpCodeOf } from "./set-up-code.server";

const secretKey = new Uint8Array(32).fill(7);
const code = setUpCodeOf({ appUrl: "https://pay.example.com", secretKey });

test("a public installation is opened with the code of its log, and with no other", () => {
  expect(code).toHaveLength(24);
  expect(hasSetUpCode(`https://pay.example.com/begin?code=${code}`, code)).toBe(true);
  for (const wrong of ["", "?code=", `?code=${code}x`, `?code=${"A".repeat(24)}`, `?code=é`.padEnd(29, "é")]) {
    expect(hasSetUpCode(`https://pay.example.com/begin${wrong}`, code)).toBe(false);
  }
});

test("the code follows from the key, and nobody needs one on loopback", () => {
  expect(setUpCodeOf({ appUrl: "https://pay.example.com", secretKey: new Uint8Array(32).fill(8) })).not.toBe(code);
  for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) expect(setUpCodeOf({ appUrl: `http://${host}`, secretKey })).toBeNull();
});
