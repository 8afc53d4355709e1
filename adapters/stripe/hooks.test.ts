import fc from "fast-check";
import Stripe from "stripe";
import { expect, it } from "vitest";
import { verify } from "./hooks.server";

const secret = "whsec_test_secret";
const url = "https://app.example/hooks/con_1";
const at = new Date(1_700_000_000_000);
const bytes = (text: string) => new TextEncoder().encode(text);
const event = JSON.stringify({ id: "evt_1", object: "event", type: "charge.succeeded", livemode: false, data: { object: { id: "ch_1", object: "charge" } } });

const signed = (payload: string, timestamp = 1_700_000_000) => Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
const hookWith = (header: string, body = event) => ({ headers: { "stripe-signature": header }, body: bytes(body), url });

it("agrees with a signature Stripe's own library made on another day", () => {
  const published = "t=1700000000,v1=248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a";
  // The signature is right and the body no event: it gets past the one and not the other.
  expect(verify(hookWith(published, `{"id":"evt_1"}`), secret, "test", at)).toEqual({ outcome: "refused", status: 400, why: "not-an-event" });
  expect(verify(hookWith(published, `{"id":"evt_2"}`), secret, "test", at)).toEqual({ outcome: "refused", status: 401, why: "signature-wrong" });
});

it("accepts what Stripe's library signs, for 300 seconds either way", () => {
  const hook = hookWith(signed(event));
  const verdictAt = (ms: number) => verify(hook, secret, "test", new Date(at.getTime() + ms)).outcome;
  expect([-300_000, 0, 300_000].map(verdictAt)).toEqual(["accepted", "accepted", "accepted"]);
  expect([-301_000, 301_000].map(verdictAt)).toEqual(["refused", "refused"]);
});

it("looks at every v1 signature and at no other scheme", () => {
  const right = signed(event).split("v1=")[1] ?? "";
  const wrong = "0".repeat(64);
  expect(verify(hookWith(`t=1700000000,v1=${wrong},v1=${right}`), secret, "test", at).outcome).toBe("accepted");
  expect(verify(hookWith(`t=1700000000,v0=${right}`), secret, "test", at).outcome).toBe("refused");
  expect(verify(hookWith(`t=1700000000${`,v1=${wrong}`.repeat(50)},v1=${right}`), secret, "test", at).outcome).toBe("refused");
});

it("signs bytes, not text: what decodes alike is not alike", () => {
  const withMark = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(event)]);
  expect(verify({ ...hookWith(signed(event)), body: withMark }, secret, "test", at).outcome).toBe("refused");
});

it("believes no header that was made up", () => {
  fc.assert(fc.property(fc.string(), (header) => {
    expect(verify(hookWith(header), secret, "test", at).outcome).toBe("refused");
  }));
  fc.assert(fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (mac) => {
    expect(verify(hookWith(`t=1700000000,v1=${Buffer.from(mac).toString("hex")}`), secret, "test", at).outcome).toBe("refused");
  }));
});

it("refuses signed bytes that are no event, without throwing", () => {
  for (const body of ["", "[]", "null", "{", "\ufffd", "[".repeat(100_000), `{"id":"evt_1","object":"v2.core.event"}`]) {
    expect(verify(hookWith(signed(body), body), secret, "test", at)).toMatchObject({ outcome: "refused" });
  }
});
