import { expect, test } from "vitest";
import { makeShelf } from "./shelf";

test("a shelf keeps the latest things, and no more than it has room for", () => {
  const shelf = makeShelf<number>(2);
  shelf.keep("a", 1);
  shelf.keep("b", 2);
  shelf.keep("a", 3);
  shelf.keep("c", 4);
  expect(["a", "b", "c"].map((key) => shelf.find(key))).toEqual([3, null, 4]);
});
