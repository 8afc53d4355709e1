import type { ShopperSurface } from "../../shared/shopper/surface";
import { OwnOrder } from "./own-order";
import { ShopifyOrder } from "./shopify-order";

// Written into the bundle: the App Store edition then holds no line of the other.
const Order = process.env.EDITION === "merchant" ? OwnOrder : ShopifyOrder;

/** On an order's page: what is open on it. Nothing open, nothing is shown. */
export function OrderBlock({ surface, orderRef }: { surface: ShopperSurface; orderRef: string }) {
  return <Order surface={surface} orderRef={orderRef} />;
}
