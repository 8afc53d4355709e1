import { afterAll, beforeAll, expect, test } from "vitest";
import { raiseTask } from "../../app/db/tasks.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import * as qr from "../../app/routes/app.links.$linkId_.qr.$format";
import * as link from "../../app/routes/app.links.$linkId";
import * as links from "../../app/routes/app.links._index";
import * as receipt from "../../app/routes/app.receipts.$receiptId";
import * as tasks from "../../app/routes/app.tasks";
import type { LinkView } from "../../app/flows/read-link.server";
import { runDueJobs } from "../road/house";
import { outage, paperOrder } from "../road/paper";
import { openHouse, openLink, openMember, type House, type Member } from "./merchant-house";

let house: House;
let member: Member;
let other: Member;
beforeAll(async () => {
  house = await openHouse();
  member = await openMember(house, "one@example.test");
  other = await openMember(house, "other@example.test");
});
afterAll(() => house.close());

const post = (linkId: string, fields: Record<string, string>) => member.post(link, "/app/links/x", fields, { linkId });
const read = async (linkId: string, who = member) => (await who.get(link, "/app/links/x", { linkId })).body as LinkView;

/** Pays a link as a shopper would; the money is captured when the checkout is. */
async function pay(linkId: string, extraMinor = 0): Promise<string> {
  const ctx = await member.shop.ctx();
  const shownMinor = (await read(linkId)).state.openMinor;
  const started = await startPayment(ctx, { linkId, providerId: member.shop.providerId, typedMinor: null, shownMinor });
  if (!started.ok) throw new Error(started.reason);
  const checkout = house.paper.checkouts.get(`cs_${started.paymentId}`);
  if (!checkout) throw new Error("no checkout");
  checkout.progress = "succeeded";
  checkout.facts.push({ kind: "capture", ref: "c1", amountMinor: checkout.amountMinor + extraMinor, occurredAt: house.clock.now() });
  await settlePayment(ctx, started.paymentId);
  await runDueJobs(house);
  return started.paymentId;
}

test("cancelling is undone by reopening, and both are in the history", async () => {
  const { linkId } = await openLink(house, member.shop);
  expect(await post(linkId, { intent: "cancel" })).toMatchObject({ status: 303, location: `/app/links/${linkId}?notice=cancelled` });
  expect(await post(linkId, { intent: "cancel" })).toMatchObject({ status: 422, body: { reason: "already-cancelled" } });
  expect((await read(linkId)).state.status).toBe("cancelled");
  expect((await post(linkId, { intent: "reopen" })).status).toBe(303);
  const view = await read(linkId);
  expect([view.state.status, view.events.map(({ kind }) => kind)]).toEqual(["open", ["created", "cancelled", "reopened"]]);
});

test("a refused address is shown with the server's reason; a corrected one is sent to, once", async () => {
  house.paper.answer = (to) => (to.startsWith("wrong") ? { ok: false, reason: "recipient-refused", detail: "550 no such user" } : { ok: true, detail: "250" });
  const { linkId } = await openLink(house, member.shop);
  const { messageId: first } = await read(linkId);
  expect((await post(linkId, { intent: "resend", email: "wrong@example.test", note: "", messageId: first })).status).toBe(303);
  await runDueJobs(house);
  const refused = await read(linkId);
  expect(refused.messages).toMatchObject([{ status: "refused", problem: "recipient-refused: 550 no such user" }]);
  expect(refused.tasks).toMatchObject([{ kind: "message-refused" }]);
  expect(await post(linkId, { intent: "resend", email: "wrong@example", note: "Bonjour", messageId: refused.messageId })).toMatchObject({
    status: 422, body: { reason: "email-wrong", typed: { email: "wrong@example", note: "Bonjour" } },
  });
  const twice = { intent: "resend", email: "right@example.test", note: "", messageId: refused.messageId };
  expect((await Promise.all([post(linkId, twice), post(linkId, twice)])).map(({ status }) => status)).toEqual([303, 303]);
  await runDueJobs(house);
  expect(house.paper.mails.filter(({ to }) => to === "right@example.test")).toHaveLength(1);
  expect((await read(linkId)).link.customer.email).toBe("right@example.test");
  house.paper.answer = () => ({ ok: true, detail: "250" });
  expect((await post(linkId, { intent: "retry", messageId: first })).status).toBe(303);
  await runDueJobs(house);
  expect((await read(linkId)).messages.map(({ status }) => status)).toEqual(["sent", "sent"]);
});

test("money that came is given back in part, once however often the button is pressed, with its own receipt", async () => {
  const { linkId } = await openLink(house, member.shop, { amountMinor: 10_000 });
  const paymentId = await pay(linkId);
  const paid = await read(linkId);
  expect([paid.state.status, paid.payments, paid.receipts]).toMatchObject(["paid", [{ state: "succeeded", refundable: { amountMinor: 10_000 }, canRefund: true }], [{ kind: "receipt" }]]);
  const refundId = paid.payments[0]?.refundId ?? "";
  for (const [amount, reason] of [["0", "not-positive"], ["100,01", "too-much"], ["dix", "not-a-number"]]) {
    expect(await post(linkId, { intent: "refund", paymentId, refundId, amount: amount ?? "", reason: "" })).toMatchObject({ status: 422, body: { reason, paymentId, typed: { amount } } });
  }
  const press = { intent: "refund", paymentId, refundId, shown: "10000", amount: "25,50", reason: "Article manquant" };
  expect((await Promise.all([post(linkId, press), post(linkId, press)])).map(({ status }) => status)).toEqual([303, 303]);
  await runDueJobs(house);
  const after = await read(linkId);
  expect([after.totals.refundedMinor, after.state.status, after.payments[0]?.refundable.amountMinor]).toEqual([2_550, "paid", 7_450]);
  expect(after.receipts.map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([["receipt", 10_000], ["credit-receipt", 2_550]]);
  const pdf = await member.get(receipt, "/app/receipts/x", { receiptId: after.receipts[0]?.id ?? "" });
  expect([pdf.headers.get("content-type"), String(pdf.body).slice(0, 5), pdf.headers.get("content-disposition")]).toEqual([
    "application/pdf", "%PDF-", `attachment; filename="${after.receipts[0]?.number}.pdf"`,
  ]);
  expect((await other.get(receipt, "/app/receipts/x", { receiptId: after.receipts[0]?.id ?? "" })).status).toBe(404);
});

test("a refund whose answer was lost is made once, from the same form and from a fresh one", async () => {
  const { linkId } = await openLink(house, member.shop, { amountMinor: 10_000 });
  const paymentId = await pay(linkId);
  const press = { intent: "refund", paymentId, refundId: (await read(linkId)).payments[0]?.refundId ?? "", shown: "10000", amount: "30", reason: "" };
  house.paper.fault = (_vendor, call, moment) => {
    if (call === "refund" && moment === "done") throw outage("provider");
  };
  expect(await post(linkId, press)).toMatchObject({ status: 422, body: { reason: "refund-unsure", typed: { refundId: press.refundId } } });
  house.paper.fault = () => undefined;
  const fresh = (await read(linkId)).payments[0];
  expect(fresh?.refundId).not.toBe(press.refundId);
  expect((await post(linkId, { ...press, refundId: fresh?.refundId ?? "", shown: String(fresh?.refundable.amountMinor) })).status).toBe(303);
  expect((await post(linkId, press)).status).toBe(303);
  expect((await read(linkId)).payments[0]?.refundable.amountMinor).toBe(7_000);
  expect(await post(linkId, { ...press, amount: "50" })).toMatchObject({ status: 422, body: { reason: "payment-changed" } });
});

test("what belongs to another store or link cannot be posted from one's own", async () => {
  const theirs = await openLink(house, other.shop, { isMailed: true });
  const mine = await openLink(house, member.shop, { amountMinor: 700 });
  const paidElsewhere = await openLink(house, member.shop, { amountMinor: 800 });
  const paymentId = await pay(paidElsewhere.linkId);
  const { messages } = await read(theirs.linkId, other);
  expect((await post(mine.linkId, { intent: "retry", messageId: messages[0]?.id ?? "" })).status).toBe(404);
  expect((await post(mine.linkId, { intent: "refund", paymentId, refundId: "", amount: "1", reason: "" })).status).toBe(404);
  expect((await post(mine.linkId, { intent: "delete" })).status).toBe(404);
  const taskId = house.app.newId("tsk");
  await raiseTask(house.app.db, { id: taskId, storeId: other.shop.storeId, kind: "surplus", subject: taskId, at: house.clock.now() });
  expect((await member.post(tasks, "/app/tasks", { intent: "resolve", taskId })).status).toBe(404);
});

test("a surplus waits for a person, is resolved, and comes back by the undo", async () => {
  const { linkId } = await openLink(house, member.shop, { amountMinor: 5_000 });
  await pay(linkId, 45);
  const { tasks: [task], payments } = await read(linkId);
  expect(task).toMatchObject({ kind: "surplus", resolvedAt: null });
  expect(payments[0]).toMatchObject({ refundable: { amountMinor: 5_045 }, extra: { amountMinor: 45 } });
  const fields = { taskId: task?.id ?? "", to: `/app/links/${linkId}` };
  expect((await member.post(tasks, "/app/tasks", { intent: "resolve", ...fields })).location).toBe(`/app/links/${linkId}?notice=resolved&task=${task?.id}`);
  const open = async () => ((await member.get(tasks, "/app/tasks")).body as { tasks: { task: { id: string } }[] }).tasks.some((row) => row.task.id === task?.id);
  expect(await open()).toBe(false);
  expect((await member.post(tasks, "/app/tasks", { intent: "unresolve", ...fields, to: "//evil.example" })).location).toBe("/app/tasks?notice=unresolved");
  expect(await open()).toBe(true);
});

test("a link's code comes as a drawing and as pixels, and names no secret in its file name", async () => {
  const { linkId } = await openLink(house, member.shop);
  const svg = await member.get(qr, "/x", { linkId, format: "svg" });
  const png = await member.get(qr, "/x", { linkId, format: "png" });
  expect([svg.headers.get("content-type"), png.headers.get("content-type")]).toEqual(["image/svg+xml", "image/png"]);
  expect(svg.headers.get("content-disposition")).not.toContain((await read(linkId)).payUrl.split("/p/")[1]);
  expect((await member.get(qr, "/x", { linkId, format: "pdf" })).status).toBe(404);
});

test("the list of links keeps to one status and to one's own store", async () => {
  type Page = { links: { link: { id: string; storeId: string }; state: { status: string } }[] };
  const list = async (path: string) => ((await member.get(links, path)).body as Page).links;
  for (const status of ["open", "paid", "expired", "cancelled"]) {
    expect((await list(`/app/links?status=${status}`)).filter((row) => row.state.status !== status)).toEqual([]);
  }
  expect((await list("/app/links?status=paid")).length).toBeGreaterThan(1);
  expect((await list("/app/links?status=whatever")).every((row) => row.link.storeId === member.shop.storeId)).toBe(true);
});

test("an order the shop refused to mark is tried again from its task, by nobody but its own store", async () => {
  const { linkId, orderRef } = await openLink(house, member.shop, { amountMinor: 10_000 });
  house.paper.fault = (_, call, moment) => {
    // It grows in the moment between the payment and the mark.
    if (call === "markPaid" && moment === "do") house.paper.orders.set(orderRef, paperOrder(orderRef, 15_000, house.clock.now()));
  };
  await pay(linkId);
  house.paper.fault = () => undefined;
  const [task] = (await read(linkId)).tasks;
  expect(task?.kind).toBe("order-differs");
  const fields = { intent: "retry", taskId: task?.id ?? "", to: `/app/links/${linkId}` };
  expect((await other.post(tasks, "/app/tasks", fields)).status).toBe(404);
  house.paper.orders.set(orderRef, paperOrder(orderRef, 10_000, house.clock.now()));
  const answers = await Promise.all([member.post(tasks, "/app/tasks", fields), member.post(tasks, "/app/tasks", fields)]);
  expect(answers.map(({ status, location }) => [status, location])).toEqual(answers.map(() => [303, `/app/links/${linkId}?notice=asked-again`]));
  await runDueJobs(house);
  expect(house.paper.orders.get(orderRef)?.state).toBe("paid");
  expect((await read(linkId)).tasks.filter(({ resolvedAt }) => resolvedAt === null)).toEqual([]);
});
