import { randomBytes } from "node:crypto";
import type { IdPrefix } from "./core/ids";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const randomLength = 16;
const timeLength = 10;

/**
 * Ids that sort by the time they were made, then by the order they were made in this process, then at random (80 bits):
 * "lnk_" + 10 characters of milliseconds + 2 of a counter + 16 random ones, in Crockford's base 32.
 */
export function makeNewId(now: () => Date): (prefix: IdPrefix) => string {
  let lastMs = 0;
  let counter = 0;
  return (prefix) => {
    const nowMs = now().getTime();
    counter = nowMs === lastMs ? (counter + 1) % 1024 : 0;
    lastMs = nowMs;
    const random = [...randomBytes(randomLength)].map((byte) => alphabet[byte & 31]).join("");
    return `${prefix}_${encode(nowMs, timeLength)}${encode(counter, 2)}${random}`;
  };
}

function encode(value: number, length: number): string {
  let text = "";
  for (let left = value, index = 0; index < length; index += 1, left = Math.floor(left / 32)) text = (alphabet[left % 32] ?? "0") + text;
  return text;
}
