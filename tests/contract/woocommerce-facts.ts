import { expect, it } from "vitest";

export type Raw = { status: number; body: Record<string, unknown> };
/** wc/v3 without the adapter: `call("PUT orders/71", {...})`; GET and DELETE send the fields as a query. */
export type RawShop = { call(what: string, fields?: Record<string, unknown>): Promise<Raw>; newOrder(fields?: Record<string, unknown>): Promise<Record<string, unknown>> };

/**
 * What the adapter relies on, asked of WooCommerce itself. Run against the simulator and against real shops alike: it
 * is what keeps the one as strange as the other.
 */
export function wooFacts(get: () => RawShop): void {
  payments(get);
  refusals(get);
  books(get);
}

const pay = (transactionId: string) => ({ set_paid: true, transaction_id: transactionId });
const once = { status: "pending", ...pay("T2") };

function payments(get: () => RawShop): void {
  it("fact: set_paid pays pending and failed orders", async () => {
    for (const status of ["pending", "failed"]) {
      const order = await get().newOrder({ status });
      const { body } = await get().call(`PUT orders/${String(order["id"])}`, pay("T1"));
      expect(body, status).toMatchObject({ transaction_id: "T1", needs_payment: false, date_paid_gmt: expect.any(String) });
    }
  });

  it("fact: set_paid on orders that need no payment, on-hold and cancelled ones, is answered 200 and does nothing", async () => {
    for (const status of ["on-hold", "cancelled"]) {
      const order = await get().newOrder({ status });
      const { status: http, body } = await get().call(`PUT orders/${String(order["id"])}`, pay("T1"));
      expect([http, body["transaction_id"]], status).toEqual([200, "T1"]);
      // A plugin may make on-hold orders payable (ours does): then, and only then, they are paid.
      if (order["needs_payment"] === true) expect(body["date_paid_gmt"], status).toEqual(expect.any(String));
      else expect([body["status"], body["date_paid_gmt"]]).toEqual([status, null]);
    }
  });

  it("fact: status and set_paid in one call pay them", async () => {
    for (const status of ["on-hold", "cancelled"]) {
      const order = await get().newOrder({ status });
      const { body } = await get().call(`PUT orders/${String(order["id"])}`, once);
      expect(body).toMatchObject({ transaction_id: "T2", date_paid_gmt: expect.any(String) });
      expect(["processing", "completed"]).toContain(body["status"]);
    }
  });

  it("fact: on a paid order the transaction is overwritten", async () => {
    const order = await get().newOrder(pay("T1"));
    const { body } = await get().call(`PUT orders/${String(order["id"])}`, pay("T9"));
    expect(body["transaction_id"]).toBe("T9");
  });

  it("fact: the one call on a completed order runs its payment again", async () => {
    const order = await get().newOrder(pay("T1"));
    const id = String(order["id"]);
    await get().call(`PUT orders/${id}`, { status: "completed" });
    const { body } = await get().call(`PUT orders/${id}`, once);
    // Dragged back to the status a payment gives it: processing with goods, unless a plugin completes what is paid.
    expect(["processing", "completed"]).toContain(order["status"]);
    expect(body).toMatchObject({ transaction_id: "T2", status: order["status"] });
  });

  it("fact: an order of zero cannot be paid by set_paid", async () => {
    const order = await get().newOrder({ line_items: [], fee_lines: [] });
    const { status, body } = await get().call(`PUT orders/${String(order["id"])}`, pay("T1"));
    expect([status, body["status"], body["date_paid_gmt"]]).toEqual([200, "pending", null]);
  });
}

function refusals(get: () => RawShop): void {
  const cases: [string, Record<string, unknown>, number, string][] = [
    ["GET orders/999999999", {}, 404, "woocommerce_rest_shop_order_invalid_id"],
    ["PUT orders/999999999", { set_paid: true }, 400, "woocommerce_rest_shop_order_invalid_id"],
    ["POST orders/999999999/notes", { note: "x" }, 404, "woocommerce_rest_order_invalid_id"],
    ["POST orders/999999999/refunds", { amount: "1", api_refund: false }, 500, "woocommerce_rest_invalid_order_id"],
    ["GET orders", { per_page: "101" }, 400, "rest_invalid_param"],
    ["GET orders", { status: "nonsense" }, 400, "rest_invalid_param"],
    ["GET orders", { orderby: "nonsense" }, 400, "rest_invalid_param"],
    ["GET orders", { modified_after: "yesterday" }, 400, "rest_invalid_param"],
    ["POST webhooks", { topic: "order.nonsense", delivery_url: "https://reglo.invalid/x" }, 400, "woocommerce_rest_shop_webhook_invalid_topic"],
    ["POST webhooks", { topic: "order.updated", delivery_url: "nonsense" }, 400, "woocommerce_rest_shop_webhook_invalid_delivery_url"],
    ["DELETE webhooks/999999999", { force: "true" }, 404, "woocommerce_rest_shop_webhook_invalid_id"],
    ["GET nonsense", {}, 404, "rest_no_route"],
  ];
  for (const [what, fields, status, code] of cases) {
    it(`fact: ${what} ${JSON.stringify(fields)} is ${status} ${code}`, async () => {
      const reply = await get().call(what, fields);
      expect([reply.status, reply.body["code"]]).toEqual([status, code]);
    });
  }

  it("fact: set_paid must be a boolean and transaction_id a text", async () => {
    const order = await get().newOrder();
    for (const fields of [{ set_paid: "x" }, { transaction_id: 5 }, { status: "nonsense" }]) {
      expect(await get().call(`PUT orders/${String(order["id"])}`, fields)).toMatchObject({ status: 400, body: { code: "rest_invalid_param" } });
    }
  });

  it("fact: empty batches pass the checks of rights and change nothing", async () => {
    expect((await get().call("POST orders/batch")).status).toBe(200);
    expect((await get().call("POST webhooks/batch")).status).toBe(200);
  });
}

function books(get: () => RawShop): void {
  it("fact: a refund asks the gateway unless told not to, and is 500 beyond the rest", async () => {
    const order = await get().newOrder({ payment_method: "bacs", ...pay("T1") });
    const path = `POST orders/${String(order["id"])}/refunds`;
    const code = "woocommerce_rest_cannot_create_order_refund";
    expect(await get().call(path, { amount: "1.00" })).toMatchObject({ status: 500, body: { code } });
    expect(await get().call(path, { amount: "99999.00", api_refund: false })).toMatchObject({ status: 500, body: { code } });
    const { status: http, body: refund } = await get().call(path, { amount: "1.00", api_refund: false, meta_data: [{ key: "_k", value: "v" }] });
    // With as many decimals as the shop shows: "1", "1.00", "1.000".
    expect([http, Number(refund["amount"]), typeof refund["amount"]]).toEqual([201, 1, "string"]);
    const { body } = await get().call(`GET orders/${String(order["id"])}`);
    expect((body["refunds"] as { total: string }[]).map(({ total }) => Number(total))).toEqual([-1]);
    expect(body["status"]).not.toBe("refunded");
  });

  it("fact: a refund of all that is left makes the order refunded", async () => {
    const order = await get().newOrder(pay("T1"));
    await get().call(`POST orders/${String(order["id"])}/refunds`, { amount: order["total"], api_refund: false });
    expect((await get().call(`GET orders/${String(order["id"])}`)).body["status"]).toBe("refunded");
  });

  it("fact: deleting without force is the trash, which only its own status lists", async () => {
    const order = await get().newOrder();
    const id = String(order["id"]);
    await get().call(`DELETE orders/${id}`);
    expect((await get().call(`GET orders/${id}`)).body["status"]).toBe("trash");
    const listed = async (status: string) => ((await get().call("GET orders", { status, per_page: "100", _fields: "id" })).body as unknown as { id: number }[]).map((one) => String(one.id));
    expect(await listed("trash")).toContain(id);
    expect(await listed("any")).not.toContain(id);
  });

  it("fact: meta is written by key, objects included", async () => {
    const order = await get().newOrder({ meta_data: [{ key: "_k", value: { a: 1 } }] });
    const { body } = await get().call(`PUT orders/${String(order["id"])}`, { meta_data: [{ key: "_k", value: { a: 2 } }] });
    const metas = (body["meta_data"] as { key: string; value: unknown }[]).filter((meta) => meta.key === "_k");
    expect(metas.map((meta) => meta.value)).toEqual([{ a: 2 }]);
  });

  it("fact: notes lose their backslashes and keep their entities", async () => {
    const order = await get().newOrder();
    const { body } = await get().call(`POST orders/${String(order["id"])}/notes`, { note: "a \\ &lt;b&gt;", customer_note: false });
    expect(body["note"]).toBe("a  &lt;b&gt;");
  });
}
