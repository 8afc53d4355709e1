import { deserialize, serialize } from "node:v8";
import type { Door } from "./oauth";
import type { World } from "./world";

/** What outlives the process: all that happened, and every token that was given. */
const keptOfWorld = ["lastId", "orders", "drafts", "subscriptions", "queue", "mails", "refundKeys", "scopes"] as const;
const keptOfDoor = ["isInstalled", "access", "refresh"] as const;
/** Another shape of memory than this is forgotten, and the shop begins anew. */
const shape = 1;

type Memory = { shape: number; world: Partial<World>; door: Partial<Door> };

export function remember(world: World, door: Door): Buffer {
  return serialize({ shape, world: picked(world, keptOfWorld), door: picked(door, keptOfDoor) } satisfies Memory);
}

/** Puts a shop back where it was. False, and nothing changed, when the bytes are not a memory of this shape. */
export function recall(world: World, door: Door, bytes: Uint8Array): boolean {
  const memory = read(bytes);
  if (memory === null || memory.shape !== shape) return false;
  Object.assign(world, memory.world);
  Object.assign(door, memory.door);
  return true;
}

function read(bytes: Uint8Array): Memory | null {
  try {
    return deserialize(bytes) as Memory;
  } catch {
    return null;
  }
}

function picked<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
}
