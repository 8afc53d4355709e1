import { afterEach, beforeEach, describe } from "vitest";
import { checkouts, limits } from "./provider-checkouts";
import type { ProviderBench } from "./provider-hands";
import { money, refunds } from "./provider-money";
import { failures, hooks } from "./provider-trouble";

export { checkoutInput, type ProviderBench } from "./provider-hands";

export type ProviderContract = { name: string; make(): Promise<ProviderBench>; isSkipped?: boolean };

/** Every provider passes this, whoever is behind it. */
export function providerContract(contract: ProviderContract): void {
  describe.skipIf(contract.isSkipped)(`provider contract: ${contract.name}`, () => {
    let bench: ProviderBench | undefined;
    beforeEach(async () => {
      bench = await contract.make();
    });
    afterEach(() => bench?.close());
    const get = () => bench ?? fail("The bench was not made");
    limits(get);
    checkouts(get);
    money(get);
    refunds(get);
    hooks(get);
    failures(get);
  });
}

function fail(why: string): never {
  throw new Error(why);
}
