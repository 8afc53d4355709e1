/** What Shopify reads from the app's own file (shopify.app.toml) when the app is deployed. */
export type AppFile = { scopes: string[]; optionalScopes: string[]; subscriptions: { topics: string[]; path: string; includeFields: string[] }[] };

export function readAppFile(toml: string): AppFile {
  const blocks = toml.split(/^\s*\[\[webhooks\.subscriptions\]\]\s*$/m).slice(1);
  return {
    scopes: (/^scopes = "(.*)"$/m.exec(toml)?.[1] ?? "").split(","),
    optionalScopes: listIn(toml, "optional_scopes"),
    subscriptions: blocks.map((block) => ({ topics: listIn(block, "topics"), path: /^\s*uri = "(.*)"$/m.exec(block)?.[1] ?? "", includeFields: listIn(block, "include_fields") })),
  };
}

function listIn(text: string, key: string): string[] {
  const list = new RegExp(`^\\s*${key} = \\[(.*)\\]$`, "m").exec(text)?.[1] ?? "";
  return [...list.matchAll(/"([^"]+)"/g)].map(([, one]) => one ?? "");
}
