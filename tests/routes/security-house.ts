import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/machine.mjs";
import { putInvitation } from "../../app/db/invitations.server";
import { getLinkToken } from "../../app/db/links.server";
import { listMembers } from "../../app/db/members.server";
import { insertReset } from "../../app/db/password-resets.server";
import { listReceiptsOfLink } from "../../app/db/receipts.server";
import { raiseTask } from "../../app/db/tasks.server";
import { openBasket } from "../../app/flows/open-basket.server";
import { proofAddress } from "../../app/flows/prove-receipt.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { payOnPaper, runDueJobs } from "../road/house";
import { addOrder, openLink, openMember, type House, type Member, type RouteModule } from "./merchant-house";

/** One store with something in every room: whatever another store might try to reach. */
export type Things = {
  member: Member;
  storeId: string;
  linkId: string;
  orderRef: string;
  freshRef: string;
  platformId: string;
  providerId: string;
  receiptId: string;
  paymentId: string;
  taskId: string;
  token: string;
  basketId: string;
  basketToken: string;
  proofCode: string;
  memberId: string;
  invitationId: string;
  invitationToken: string;
  resetToken: string;
};

const routesFolder = path.join(root, "app", "routes");

/** Every route there is, by its file's name: a new one is in the list before anybody thinks of it. */
export const routeNames: readonly string[] = readdirSync(routesFolder, { withFileTypes: true })
  .map((entry) => (entry.isDirectory() ? `${entry.name}/route.ts` : entry.name))
  .sort();

/** Every verb of an API's door, by its own text: a new one is asked before anybody thinks of it. */
export function verbsOf(name: string): string[] {
  const text = readFileSync(path.join(routesFolder, name), "utf8");
  const verbs = [...text.matchAll(/^ +"?([\w-]+)"?: (?:screenVerb|verb)\(/gm)].map(([, verb = ""]) => verb);
  if (verbs.length < 2) throw new Error(`No verbs were found in ${name}`);
  return verbs;
}

export async function loadRoute(name: string): Promise<RouteModule> {
  return (await import(path.join(routesFolder, name))) as RouteModule;
}

const lastPart = (url: string) => new URL(url).pathname.split("/").at(-1) ?? "";

/** A paid and receipted link, an open one, a basket, a task and an order nobody asked for yet. */
export async function fillStore(house: House, email: string): Promise<Things> {
  const member = await openMember(house, email);
  const { shop, linkId, orderRef } = member;
  const ctx = await shop.ctx();
  const started = await startPayment(ctx, { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(ctx, started.paymentId);
  await runDueJobs(house);
  const [receipt] = await listReceiptsOfLink(house.app.db, shop.storeId, linkId);
  if (!receipt) throw new Error("No receipt was issued");
  const open = await openLink(house, shop);
  const freshRef = house.app.newId("evt");
  await addOrder(house, shop, { ref: freshRef, amountMinor: 4_200 });
  const basket = await openBasket(await shop.ctx(), { linkIds: [open.linkId], locale: "fr", customer: { name: "Zoë", email: "zoe@example.test" } });
  if (!basket.ok) throw new Error(basket.reason);
  const taskId = house.app.newId("tsk");
  await raiseTask(house.app.db, { id: taskId, storeId: shop.storeId, kind: "surplus", subject: taskId, linkId, paymentId: started.paymentId, detail: {}, at: house.clock.now() });
  return {
    member, storeId: shop.storeId, linkId, orderRef, freshRef, platformId: shop.platformId, providerId: shop.providerId, receiptId: receipt.id,
    paymentId: started.paymentId, taskId, token: await getLinkToken(house.app.db, shop.storeId, open.linkId), basketId: basket.basketId, basketToken: lastPart(basket.url),
    proofCode: lastPart(proofAddress(ctx, receipt.id)),
    ...(await fillTeam(house, shop.storeId, email)),
  };
}

/** The member the store begins with, somebody they invited, and a forgotten password. */
async function fillTeam(house: House, storeId: string, email: string): Promise<Pick<Things, "memberId" | "invitationId" | "invitationToken" | "resetToken">> {
  const { db } = house.app;
  const [member] = await listMembers(db, storeId);
  if (!member) throw new Error("The store has no member");
  const invitationId = house.app.newId("inv");
  const { token: invitationToken } = await putInvitation(db, { id: invitationId, storeId, email: `new-${email}`, invitedBy: member.id, at: house.clock.now() });
  return { memberId: member.id, invitationId, invitationToken, resetToken: await insertReset(db, member, house.clock.now()) };
}

/** What must never be read on a page of somebody else's. */
export const marksOf = (things: Things): string[] =>
  [things.storeId, things.linkId, things.orderRef, things.freshRef, things.platformId, things.providerId, things.receiptId, things.paymentId, things.taskId, things.token, things.basketToken, things.memberId, things.invitationId, things.invitationToken, things.resetToken];
