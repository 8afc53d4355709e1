import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReturnedMessage } from "../../app/core/returned";
import { VendorError } from "../../app/core/vendor-error";
import { retryMessage } from "../../app/flows/change-link.server";
import { forgetPerson } from "../../app/db/forgetting.server";
import { inTransaction } from "../../app/db/client.server";
import { readLink } from "../../app/flows/read-link.server";
import { sendBasket } from "../../app/flows/send-basket.server";
import { readReturned } from "../../app/flows/read-returned.server";
import { sweep } from "../../app/flows/sweep.server";
import { countRows } from "../routes/rows";
import { openHouse, openLink, runDueJobs, type House, type Shop } from "./house";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterEach(() => house.close());

async function sentLink(of: Shop = shop): Promise<{ linkId: string; messageId: string; orderRef: string }> {
  const link = await openLink(house, of, { isMailed: true });
  await runDueJobs(house);
  house.clock.move(60_000);
  return { ...link, messageId: house.paper.mails.at(-1)?.messageId ?? "" };
}

const report = (messageId: string, change: Partial<ReturnedMessage> = {}): ReturnedMessage => ({
  messageId, outcome: "refused", cause: "address-unknown", recipient: "zoe@example.test", detail: "mx.example.test: 550 5.1.1 No such user", at: house.clock.now(), ...change,
});

/** The mailbox holds these when it is next looked at. */
async function comesBack(...returned: ReturnedMessage[]): Promise<void> {
  house.paper.returned.push(...returned);
  await sweep(house.app);
  await runDueJobs(house);
}

async function seen(linkId: string) {
  const view = await readLink(await shop.ctx(), linkId);
  if (!view) throw new Error("no link");
  const [message] = view.messages;
  const events = view.events.filter(({ kind }) => kind === "message-returned" || kind === "message-delayed").map(({ kind, detail }) => [kind, detail["recipient"]]);
  return { status: message?.status, problem: message?.problem, reportedAt: message?.reportedAt, events, tasks: view.tasks.filter(({ resolvedAt }) => resolvedAt === null).map(({ kind }) => kind), message };
}

test("a mail that came back is shown on its link with who, why and when, and waits for a person; a repetition adds nothing", async () => {
  const { linkId, messageId } = await sentLink();
  const at = house.clock.now();
  await comesBack(report(messageId));
  const first = await seen(linkId);
  expect(first).toMatchObject({
    status: "refused", problem: "returned-address-unknown: mx.example.test: 550 5.1.1 No such user", reportedAt: at, events: [["message-returned", "zoe@example.test"]], tasks: ["message-refused"],
  });
  await comesBack(report(messageId), report(messageId, { outcome: "delayed", cause: "unreachable" }));
  expect(await seen(linkId)).toEqual(first);
});

test("one that is late is told once, bothers nobody, and may still come back", async () => {
  const { linkId, messageId } = await sentLink();
  const late = report(messageId, { outcome: "delayed", cause: "unreachable", detail: "" });
  await comesBack(late, late);
  expect(await seen(linkId)).toMatchObject({ status: "sent", problem: "returned-unreachable", events: [["message-delayed", "zoe@example.test"]], tasks: [] });
  await comesBack(report(messageId));
  expect(await seen(linkId)).toMatchObject({ status: "refused", tasks: ["message-refused"] });
});

test("sent once more, an old report says nothing of the new try; a new one does", async () => {
  const { linkId, messageId } = await sentLink();
  const old = report(messageId);
  await comesBack(old);
  house.clock.move(3_600_000);
  await retryMessage(await shop.ctx(), { linkId, messageId });
  await runDueJobs(house);
  await comesBack(old);
  expect(await seen(linkId)).toMatchObject({ status: "sent", problem: null, reportedAt: null });
  await comesBack(report(messageId));
  expect(await seen(linkId)).toMatchObject({ status: "refused", events: [["message-returned", "zoe@example.test"], ["message-returned", "zoe@example.test"]] });
});

test("a forged report flags at worst: no money, no address, no other store's message moves", async () => {
  const other = await house.openShop();
  const theirs = await sentLink(other);
  const mine = await sentLink();
  const before = await countRows(house.sql);
  const look = async (...returned: ReturnedMessage[]) => {
    house.paper.returned.push(...returned);
    const ctx = await shop.ctx();
    await readReturned(ctx, ctx.messenger?.connection.id ?? "");
    expect(house.paper.returned).toEqual([]);
  };
  await look(report(theirs.messageId), report("msg_unknown"), report("msg_"), report(mine.linkId));
  expect(await countRows(house.sql)).toEqual(before);
  await look(report(mine.messageId, { recipient: "attacker@evil.example" }));
  const view = await readLink(await shop.ctx(), mine.linkId);
  expect(view).toMatchObject({ link: { customer: { email: "zoe@example.test" } }, state: { status: "open" }, payments: [] });
  expect((await seen(mine.linkId)).events).toEqual([["message-returned", "zoe@example.test → attacker@evil.example"]]);
});

test("a person who was forgotten is not brought back by a report", async () => {
  const { linkId, messageId, orderRef } = await sentLink();
  await inTransaction(house.app.db, (tx) => forgetPerson(tx, shop.storeId, { connectionId: shop.platformId, email: "zoe@example.test", orderRefs: [orderRef] }));
  await comesBack(report(messageId));
  expect((await seen(linkId)).events).toEqual([]);
});

test("forgetting somebody takes the report's words too", async () => {
  const { messageId, orderRef } = await sentLink();
  await comesBack(report(messageId, { detail: "550 <zoe@example.test> unknown" }));
  await inTransaction(house.app.db, (tx) => forgetPerson(tx, shop.storeId, { connectionId: shop.platformId, email: "zoe@example.test", orderRefs: [orderRef] }));
  const { rows } = await house.sql.query("SELECT (SELECT string_agg(message::text, '') FROM message) || (SELECT string_agg(link_event::text, '') FROM link_event) || (SELECT string_agg(task::text, '') FROM task) AS kept");
  expect(rows[0].kept).not.toContain("zoe@example.test");
});

test("a basket's mail that came back is told on each of its links", async () => {
  const links = [await openLink(house, shop), await openLink(house, shop)];
  const sent = await sendBasket(await shop.ctx(), {
    orders: links.map(({ orderRef }) => ({ platformId: shop.platformId, orderRef })), email: "zoe@example.test", locale: "fr", note: "", messageId: house.app.newId("msg"),
  });
  expect(sent.ok).toBe(true);
  await runDueJobs(house);
  house.clock.move(60_000);
  await comesBack(report(house.paper.mails.at(-1)?.messageId ?? ""));
  for (const { linkId } of links) expect((await seen(linkId)).events).toEqual([["message-returned", "zoe@example.test"]]);
});

test("a mailbox that cannot be read is asked again, and nothing is lost", async () => {
  const { linkId, messageId } = await sentLink();
  house.paper.returned.push(report(messageId));
  house.paper.fault = (_vendor, call) => {
    if (call === "readReturned") throw new VendorError({ vendor: "mail", isRetryable: true, merchantMessage: "away" });
  };
  await sweep(house.app);
  expect(await runDueJobs(house)).toContain("read-returned");
  house.paper.fault = () => undefined;
  await runDueJobs(house);
  expect((await seen(linkId)).status).toBe("refused");
});

test("a mailbox with much in it is read in turns, and one without end waits for the next sweep", async () => {
  const all = [];
  for (let index = 0; index < 5; index += 1) all.push(await sentLink());
  house.paper.returnedPerLook = 2;
  const strangers = Array.from({ length: 7 }, () => report("msg_unknown"));
  await comesBack(...all.map(({ messageId }) => report(messageId)), ...strangers);
  for (const { linkId } of all) expect((await seen(linkId)).status).toBe("refused");
  expect(house.paper.returned).toHaveLength(2);
  await comesBack();
  expect(house.paper.returned).toEqual([]);
});
