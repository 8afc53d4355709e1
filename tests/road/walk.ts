import { listLinkEvents } from "../../app/db/link-events.server";
import { getLink } from "../../app/db/links.server";
import { listTasksOfLink } from "../../app/db/tasks.server";
import { readPayPage } from "../../app/flows/read-pay-page.server";
import { startPayment, type StartResult } from "../../app/flows/start-payment.server";
import type { House, Shop } from "./house";

/** What a road test says again and again: press pay, and look at what became of the link. */
export function walkIn(at: () => { house: House; shop: Shop }) {
  const pay = async (linkId: string, shownMinor: number | null = null): Promise<StartResult> => {
    const { shop } = at();
    return startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor, typedMinor: null });
  };
  return {
    pay,
    async payId(linkId: string): Promise<string> {
      const started = await pay(linkId);
      if (!started.ok) throw new Error(started.reason);
      return started.paymentId;
    },
    async factsOf(linkId: string) {
      const ctx = await at().shop.ctx();
      return readPayPage(ctx, await getLink(ctx.db, at().shop.storeId, linkId));
    },
    eventsOf: async (linkId: string) => (await listLinkEvents(at().house.app.db, at().shop.storeId, linkId)).map((event) => event.kind),
    tasksOf: async (linkId: string) => (await listTasksOfLink(at().house.app.db, at().shop.storeId, linkId)).map((task) => task.kind),
  };
}
