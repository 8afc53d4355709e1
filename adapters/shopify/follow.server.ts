import type { ScreenReach } from "../../app/core/platform-screens";
import type { Platform } from "../../app/core/ports";
import type { Shop } from "./api.server";
import { check, isInstalled } from "./check.server";
import { ensureHooks } from "./ensure-hooks.server";
import { readHook, verifyHook } from "./hooks.server";
import { inTurn } from "./in-turn";
import { addNote } from "./metafields.server";
import { getOrder, listOrders } from "./orders.server";
import { openScreenReach } from "./screens.server";
import { statusWords } from "./status-words";

export type Follower = Pick<Platform, "statusWords" | "check" | "getOrder" | "listOrders" | "addNote" | "ensureHooks" | "isInstalled" | "verifyHook" | "readHook"> & Required<ScreenReach>;

/**
 * What both editions do with a shop: read it, note on it, hear from it. Nothing here, nor in what it imports, can
 * write a payment; a test follows the imports.
 */
export function openFollower(shop: Shop): Follower {
  return {
    ...openScreenReach(shop),
    statusWords,
    check: () => check(shop),
    getOrder: (orderRef) => getOrder(shop, orderRef),
    listOrders: (input) => listOrders(shop, input),
    addNote: (input) => inTurn(turnOf(shop, input.orderRef), () => addNote(shop, input)),
    ensureHooks: (input) => inTurn(turnOf(shop, "hooks"), () => ensureHooks(shop, input)),
    isInstalled: () => isInstalled(shop),
    verifyHook: async (hook) => verifyHook(hook, shop.settings),
    readHook: (hook) => readHook(hook, shop),
  };
}

/** One connection's order, for what must be done one after the other. */
export const turnOf = (shop: Shop, subject: string) => `${shop.deps.connectionId}/${subject}`;
