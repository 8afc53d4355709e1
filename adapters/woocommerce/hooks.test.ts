import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { RawHook } from "../../app/core/ports";
import { readHook, verifyHook } from "./hooks.server";

const secret = "whsec-lab";
const encoder = new TextEncoder();

/** A delivery of a real shop, byte for byte. */
function recorded(topic: string): RawHook {
  const file = new URL(`../../tests/fixtures/woocommerce/webhooks/${topic}.json`, import.meta.url);
  const { headers, bodyBase64 } = JSON.parse(readFileSync(file, "utf8")) as { headers: Record<string, string>; bodyBase64: string };
  return { headers, body: new Uint8Array(Buffer.from(bodyBase64, "base64")), url: "https://reglo.example/hooks/con_1" };
}

function signed(body: string, topic: string, deliveryId = "d1"): RawHook {
  const signature = createHmac("sha256", secret).update(body).digest("base64");
  const headers = { "x-wc-webhook-signature": signature, "x-wc-webhook-topic": topic, "x-wc-webhook-delivery-id": deliveryId };
  return { headers, body: encoder.encode(body), url: "https://reglo.example/hooks/con_1" };
}

const idOf = (hook: RawHook) => {
  const verdict = verifyHook(hook, secret);
  return verdict.outcome === "accepted" ? verdict.eventId : null;
};

it("believes a real shop's signature and names its order", () => {
  for (const topic of ["order.created", "order.updated"]) {
    expect(verifyHook(recorded(topic), secret)).toMatchObject({ outcome: "accepted" });
    expect(readHook(recorded(topic))).toEqual([{ kind: "order", orderRef: "76" }]);
    expect(verifyHook(recorded(topic), "another secret")).toMatchObject({ outcome: "refused", status: 401 });
    expect(verifyHook(recorded(topic), null)).toMatchObject({ outcome: "refused", status: 401 });
  }
});

it("refuses the same bytes with any one changed, or with a cut or padded signature", () => {
  const hook = recorded("order.created");
  for (let at = 0; at < hook.body.byteLength; at += 97) {
    const body = Uint8Array.from(hook.body);
    body[at] = (body[at] ?? 0) ^ 1;
    expect(verifyHook({ ...hook, body }, secret).outcome).toBe("refused");
  }
  const signature = hook.headers["x-wc-webhook-signature"] ?? "";
  for (const other of ["", "=", signature.slice(0, -4), `${signature}AAAA`, "é".repeat(44)]) {
    expect(verifyHook({ ...hook, headers: { ...hook.headers, "x-wc-webhook-signature": other } }, secret).outcome).toBe("refused");
  }
});

it("answers the unsigned ping and refuses anything else unsigned", () => {
  const unsigned = (body: string): RawHook => ({ headers: { "content-type": "application/x-www-form-urlencoded" }, body: encoder.encode(body), url: "" });
  expect(verifyHook(unsigned("webhook_id=3"), secret)).toEqual({ outcome: "ignored", why: "ping" });
  for (const body of ["", "webhook_id=", "webhook_id=3&id=1", `webhook_id=${"1".repeat(99)}`, '{"id":71}']) {
    expect(verifyHook(unsigned(body), secret).outcome, body).toBe("refused");
  }
});

it("tells two orders of one second apart, though they share a delivery id", () => {
  const one = signed('{"id":71,"date_modified_gmt":"2026-11-21T19:21:02"}', "order.updated");
  const two = signed('{"id":72,"date_modified_gmt":"2026-11-21T19:21:02"}', "order.updated");
  expect(idOf(one)).not.toBe(idOf(two));
  expect(idOf(one)).toBe(idOf({ ...one, headers: { ...one.headers, "x-wc-webhook-delivery-id": "d2" } }));
});

it("keeps a second trashing or a second error apart from the first, though their bodies are the same", () => {
  expect(idOf(signed('{"id":71}', "order.deleted", "d1"))).not.toBe(idOf(signed('{"id":71}', "order.deleted", "d2")));
  const error = '{"code":"woocommerce_rest_cannot_view","message":"x","data":{"status":401}}';
  expect(idOf(signed(error, "order.updated", "d1"))).not.toBe(idOf(signed(error, "order.updated", "d2")));
});

it("reads a trashed order's bare id, and an error or nonsense in an order's place as a matter of the connection", () => {
  expect(readHook(signed('{"id":71}', "order.deleted"))).toEqual([{ kind: "order", orderRef: "71" }]);
  for (const body of ['{"code":"x","message":"y","data":{"status":404}}', "[]", "null", "<html>", "", '{"id":"../x"}', '{"id":-1}']) {
    expect(readHook(signed(body, "order.updated")), body).toEqual([{ kind: "connection" }]);
  }
});

it("has nothing to say about other topics", () => {
  expect(readHook(signed('{"id":12}', "product.updated"))).toEqual([]);
});
