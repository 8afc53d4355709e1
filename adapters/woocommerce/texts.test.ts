import fc from "fast-check";
import { expect, it } from "vitest";
import { htmlText, plainText, squeeze } from "./texts";

it("turns WordPress's HTML names into text", () => {
  expect(plainText("Tom &amp; Jerry<br/>&#8211; l&#039;original &eacute;&nbsp;X", 100)).toBe("Tom & Jerry – l'original &eacute; X");
  expect(plainText("a < b and 3 > 2", 100)).toBe("a < b and 3 > 2");
  expect(plainText("<script>x</script>\r\n\u202eevil", 100)).toBe("x evil");
  expect(plainText("&#0;&#99999999;&#x110000;", 100)).not.toMatch(/[\u0000]/);
});

it("brings any text through a note and back", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
    const note = htmlText(text, 200);
    expect(note).not.toMatch(/[<>]/);
    expect(squeeze(note)).toBe(squeeze(note.replaceAll("\\", "")));
  }));
});

it("knows its note again after WordPress took backslashes and quotes were dressed up", () => {
  const note = htmlText('Payé par "Zoé" <zoe@example.com> \\ pi_123', 200);
  expect(squeeze(note.replaceAll("\\", "").replaceAll('"', "&#8221;"))).toBe(squeeze(note));
});
