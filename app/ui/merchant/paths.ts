/** The address of an order's page; a platform's own id may hold anything. */
export const orderPath = (order: { platformId: string; ref: string }): string =>
  `/app/orders/${order.platformId}/${encodeURIComponent(order.ref)}`;

export const counterPath = (linkId: string): string => `/app/links/${linkId}/counter`;
/** Where money is noted for several links at once. */
export const basketCounterPath = (basketId: string): string => `/app/baskets/${basketId}/counter`;
export const orderCounterPath = (order: { platformId: string; ref: string }): string => `${orderPath(order)}/counter`;
export const evidencePath = (linkId: string, paymentId: string): string => `/app/links/${linkId}/dispute/${paymentId}/evidence`;
/** Where a payment is asked for without an order. */
export const newLinkPath = "/app/links/new";
export const linkPath = (linkId: string): string => `/app/links/${linkId}`;

export const connectionPath = (connectionId: string): string => `/app/settings/connections/${connectionId}`;
export const newConnectionPath = (port: string, vendor: string): string => `/app/settings/connections/new/${port}/${vendor}`;

/** Where several orders are sent a link each. */
export const eachPath = "/app/each";

/** Where several orders are asked for together. */
export const togetherPath = (orders: readonly { platformId: string; ref: string }[]): string =>
  `/app/together?${new URLSearchParams(orders.map(({ platformId, ref }) => ["order", `${platformId}/${ref}`]))}`;
