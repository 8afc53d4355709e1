import { expect, test } from "vitest";
import { registry } from "../../adapters/index.server";

const adapters = Object.values(registry({ isDemo: true })).flat();
const namesAnAddress = (field: { name: string; kind: string }) => field.kind === "url" || /host|url|server/i.test(field.name);

test("every vendor whose form asks for an address and a secret says where the secret goes", () => {
  const asking = adapters.filter(({ settings }) => settings.some(namesAnAddress) && settings.some(({ kind }) => kind === "secret"));
  expect(asking.map(({ vendor }) => vendor).sort()).toEqual(["email", "woocommerce"]);
  for (const { vendor, settings, secretsGoTo } of asking) {
    const secrets = settings.filter(({ kind }) => kind === "secret").map(({ name }) => name);
    expect(Object.keys(secretsGoTo?.({}) ?? {}).sort(), vendor).toEqual(secrets.sort());
  }
});
