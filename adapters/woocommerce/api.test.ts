import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { findJson, isOrderMissing, networkTrouble, refusal, type ShopReply } from "./api.server";
import { troubleWords } from "./trouble";

type Refused = ShopReply & { ok: false };

/** A recorded refusal, as a call would return it. */
function recorded(name: string): Refused {
  const file = new URL(`../../tests/fixtures/woocommerce/${name}.json`, import.meta.url);
  const { status, body } = JSON.parse(readFileSync(file, "utf8")) as { status: number; body: { code: string; message: string } };
  return { ok: false, status, code: body.code, words: body.message, date: null };
}

it("knows a deleted order by any of the three ways WooCommerce says it", () => {
  for (const name of ["error_not_found", "error_update_gone", "error_refund_gone", "error_note_gone"]) expect(isOrderMissing(recorded(name)), name).toBe(true);
  for (const name of ["error_bad_key", "error_key_read_only", "error_refund_too_much"]) expect(isOrderMissing(recorded(name)), name).toBe(false);
});

it("keeps trying after what a person may mend, and stops at what would be refused again", () => {
  expect([refusal(recorded("error_bad_key")).kind, refusal(recorded("error_bad_key")).isRetryable]).toEqual(["key-refused", true]);
  const wrong = refusal({ ok: false, status: 400, code: "rest_invalid_param", words: "Invalid parameter(s): status", date: null });
  expect([wrong.kind, wrong.isRetryable]).toEqual(["bad-request", false]);
});

it("quotes the shop's own words where they help", () => {
  expect(refusal(recorded("error_bad_key")).merchantWords.fr).toContain("Consumer key is invalid.");
  expect(troubleWords("dns", "shop.example").en).toContain("shop.example");
});

it("tells network faults apart by the system's code", () => {
  const kindOf = (code: string) => networkTrouble({ code }, "shop.example").kind;
  expect(["ENOTFOUND", "EAI_AGAIN"].map(kindOf)).toEqual(["dns", "dns"]);
  expect(["CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"].map(kindOf)).toEqual(["tls", "tls", "tls", "tls"]);
  const noTls = [{ code: "ERR_SSL_WRONG_VERSION_NUMBER" }, { code: "EPROTO", message: "write EPROTO 40:error:0A00010B:SSL routines:ssl3_get_record:wrong version number" }];
  expect(noTls.map((error) => networkTrouble(error, "shop.example").kind)).toEqual(["no-https", "no-https"]);
  expect(["EPROTO", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"].map(kindOf)).toEqual(["tls", "tls"]);
  expect(["ECONNREFUSED", "EHOSTUNREACH", "ECONNABORTED", "ERR_CANCELED", "ECONNRESET", "odd"].map(kindOf)).toEqual(["refused", "unreachable", "timeout", "timeout", "dropped", "dropped"]);
  expect([undefined, null, "x", new Error("y")].map((error) => networkTrouble(error, "shop.example").kind)).toEqual(["dropped", "dropped", "dropped", "dropped"]);
});

it("forgives a byte order mark and nothing else in front of data", () => {
  expect(findJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  expect(findJson('\n {"a":1}')).toEqual({ a: 1 });
  for (const text of ["", "<br>{}", '{"a":1', "Notice: x {}"]) expect(findJson(text), text).toBeUndefined();
});
