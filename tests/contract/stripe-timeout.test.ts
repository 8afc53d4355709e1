import { expect, it } from "vitest";
import { checkoutInput } from "./provider.contract";
import { stripeBench } from "./stripe-bench";

/** What a busy machine may take on top; a Stripe that hangs would hold us for ever. */
const slackMs = 15_000;

it("gives up on a Stripe that hangs within ten seconds, and finds the checkout it had made", async () => {
  const { account, provider } = await stripeBench();
  account.failNext(/POST .*\/sessions$/, "hang-after");
  const input = checkoutInput();
  const start = performance.now();
  await expect(provider.openCheckout(input)).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
  expect(performance.now() - start).toBeLessThan(10_000 + slackMs);
  const [made, ...more] = [...account.world.sessions.keys()];
  expect(more).toEqual([]);
  expect((await provider.openCheckout(input)).providerRef).toBe(made);
  await account.close();
});
