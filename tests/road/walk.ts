import { expect } from "vitest";
import { listLinkEvents } from "../../app/db/link-events.server";
import { getLink } from "../../app/db/links.server";
import { listTasksOfLink } from "../../app/db/tasks.server";
import { readPayPage } from "../../app/flows/read-pay-page.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment, type StartResult } from "../../app/flows/start-payment.server";
import { payOnPaper, runDueJobs, type House, type Shop } from "./house";

/** What a road test says again and again: press pay, and look at what became of the link. */
export function walkIn(at: () => { house: House; shop: Shop }) {
  const start = async (linkId: string, typedMinor: number | null, shownMinor: number | null = null): Promise<StartResult> => {
    const { shop } = at();
    return startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor, typedMinor });
  };
  const pay = (linkId: string, shownMinor: number | null = null) => start(linkId, null, shownMinor);
  return {
    pay,
    /** Presses pay for a part; null: for all that is open. */
    start,
    /** Chooses a part, pays it at the provider and lets everything follow; out: the payment. */
    async payPart(linkId: string, typedMinor: number | null): Promise<string> {
      const { house, shop } = at();
      const started = await start(linkId, typedMinor);
      if (!started.ok) throw new Error(started.reason);
      payOnPaper(house, started.paymentId);
      await settlePayment(await shop.ctx(), started.paymentId);
      expect(await runDueJobs(house)).toEqual([]);
      house.clock.move(60_000);
      return started.paymentId;
    },
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
