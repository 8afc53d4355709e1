import { orderPayload, raise } from "./deliveries";
import type { SimOrder, World } from "./world";

/** Saves: the date of change moves, and hooks are told. */
export function touch(world: World, order: SimOrder, topics: readonly string[]): void {
  order.updatedAt = new Date(Math.max(world.now().getTime(), order.updatedAt.getTime()));
  raise(world, "ORDERS_UPDATED", orderPayload(order));
  const about = { id: Number(world.nextId()), order_id: Number(order.ref), created_at: order.updatedAt.toISOString() };
  for (const topic of topics) {
    if (topic === "ORDERS_EDITED") raise(world, topic, { order_edit: { id: about.id, order_id: about.order_id } });
    else raise(world, topic, topic.startsWith("ORDERS_") ? orderPayload(order) : about);
  }
}
