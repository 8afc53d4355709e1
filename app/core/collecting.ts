/** Where the platform itself takes the money. `no-address` is normal: it has no page for this order, and writes to the customer itself. */
export type CollectionPage = { ok: true; url: string } | { ok: false; reason: "gone" | "nothing-open" | "no-address" };

/**
 * A platform that takes the money on its own pages. Links then lead there, no provider of ours is offered, nothing is
 * ever marked paid by us. An address is a bearer secret: sent on at once, never kept, never logged.
 */
export type Collecting = {
  /** Asked at the moment of the click: an address kept would outlive the order's next edit. Changes nothing. */
  findPage(orderRef: string): Promise<CollectionPage>;
  /** Lets the platform write to its customer, at the address it holds; `note` are the merchant's own words in it. */
  mail(orderRef: string, input?: { note: string }): Promise<{ ok: true } | { ok: false; reason: "gone" | "nothing-open" | "refused" }>;
};
