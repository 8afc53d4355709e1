import fc from "fast-check";
import { test } from "vitest";
import type { PlanTerms } from "../../app/core/payment-plan";
import { VendorError } from "../../app/core/vendor-error";
import { basketStep, openBasketWorld, playBasket, type BasketStep } from "./basket-history";
import { comeToRest } from "./history";
import { expectInvariants } from "./invariants";

/** More for a night: HISTORIES=2000 npm test -- tests/road/basket-histories.test.ts */
const histories = Number(process.env.HISTORIES ?? 12);

const off: PlanTerms = { kind: "off" };
const plans = fc.constantFrom<PlanTerms>(off, { kind: "any", share: "10%" }, { kind: "deposit", share: "30%" });

/** Lives one history to its end; what the product does by itself after it must be enough. */
async function live(steps: readonly BasketStep[], terms: readonly PlanTerms[] = []): Promise<void> {
  const world = await openBasketWorld(terms);
  try {
    for (const one of steps) {
      await playBasket(world, one).catch((error: unknown) => {
        if (!(error instanceof VendorError)) throw error;
      });
    }
    await comeToRest(world.house);
    await expectInvariants(world.house, world.shop);
  } finally {
    await world.house.close();
  }
}

test("no history of a basket and its links' own tabs loses, doubles or hides a cent, and never leaves two checkouts alive for one link", { timeout: histories * 20_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(basketStep, { minLength: 4, maxLength: 22 }), fc.tuple(plans, plans, plans), live),
    { numRuns: histories },
  );
});
