import { expect, test } from "vitest";
import { callerOf, makeAttemptLimit } from "./attempt-limit";

const limits = { attemptsMax: 3, windowMs: 1_000, keysMax: 2 };

test("the fourth try waits for the window's end, and only that long", () => {
  const limit = makeAttemptLimit(limits);
  expect([0, 10, 20, 30, 990].map((at) => limit.take("a", at))).toEqual([null, null, null, 970, 10]);
  expect(limit.take("a", 1_000)).toBeNull();
});

test("keys do not share tries, and a forgotten key starts again", () => {
  const limit = makeAttemptLimit(limits);
  for (let count = 0; count < 3; count += 1) limit.take("a", 0);
  expect(limit.take("b", 0)).toBeNull();
  expect(limit.take("a", 0)).toBe(1_000);
  limit.forget("a");
  expect(limit.take("a", 0)).toBeNull();
});

test("with too many keys the oldest is forgotten", () => {
  const limit = makeAttemptLimit({ ...limits, attemptsMax: 1 });
  for (const key of ["a", "b", "c"]) limit.take(key, 0);
  expect([limit.take("b", 0), limit.take("a", 0)]).toEqual([1_000, null]);
});

test("an IPv6 host cannot try from every address of its network", () => {
  expect(callerOf("2001:db8:1:2:aaaa::1")).toBe(callerOf("2001:0db8:1:2:bbbb:1:2:3"));
  expect(callerOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(callerOf("::ffff:192.0.2.7")).toBe(callerOf("192.0.2.7"));
  expect(callerOf("192.0.2.7")).not.toBe(callerOf("192.0.2.8"));
});
