import { expect, test } from "vitest";
import { findEmail } from "./email-address";

test("addresses people have are read, in any script and with spaces around", () => {
  for (const address of ["nom@exemple.fr", "o'brien+shop@mail.example.co.uk", "été@exämple.de", "用户@例子.公司", "a.b-c_d@1-2.example"]) {
    expect(findEmail(`  ${address}\n`)).toBe(address);
  }
});

test("what is incomplete, or could smuggle a header or a second recipient, is refused", () => {
  for (const text of ["", "nom", "nom@", "@exemple.fr", "nom@exemple", "a b@exemple.fr", "a@b@exemple.fr", "a@exemple.fr\r\nBcc: x@y.fr", "a@exemple.fr,b@exemple.fr",
    "Nom <a@exemple.fr>", "a@exemple.fr;", "\"a\"@exemple.fr", "a@[127.0.0.1]", "a@-exemple.fr", "a@exemple..fr", "a\u0000@exemple.fr", "a\u202e@exemple.fr", `${"a".repeat(65)}@exemple.fr`, `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(60)}.fr`]) {
    expect(findEmail(text), text).toBeNull();
  }
});
