import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findMember } from "../../app/db/members.server";
import { changePassword } from "../../app/flows/change-password.server";
import { makeResetAddress, resetPassword } from "../../app/flows/reset-password.server";
import { signIn } from "../../app/flows/sign-in.server";
import { openHouse, openMember, password, type House, type Member } from "./merchant-house";

let house: House;
let one: Member;
let memberId: string;
beforeEach(async () => {
  house = await openHouse();
  one = await openMember(house, "one@example.test");
  memberId = (await house.sql.query("SELECT id FROM member")).rows[0].id as string;
});
afterEach(() => house.close());

const fresh = "un tout autre mot de passe";
const old = { email: "one@example.test", password, clientIp: "198.51.100.7" };
const signInsLeft = async () => (await house.sql.query("SELECT count(*)::int AS count FROM sign_in")).rows[0].count as number;

/** Holds the member's row, lets both others come as far as they can, and lets go: whoever asked first goes first. */
async function whileHeld<T>(work: () => Promise<T>): Promise<T> {
  const holder: pg.PoolClient = await house.sql.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT 1 FROM member WHERE id = $1 FOR UPDATE", [memberId]);
  try {
    return await work();
  } finally {
    await holder.query("COMMIT");
    holder.release();
  }
}

/** Until so many wait for the row. A password takes about 50 ms to be checked; a busy machine longer. */
async function waiting(count: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } = await house.sql.query("SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    if (rows[0].count >= count) return;
    await sleep(20);
  }
  throw new Error("Nobody waits");
}

async function resetToken(): Promise<string> {
  const member = await findMember(house.app.db, one.shop.storeId, memberId);
  return (await makeResetAddress(house.app, member!)).split("/").at(-1) ?? "";
}

test("a sign-in checked with the old password while it is reset opens nothing", async () => {
  const token = await resetToken();
  const [reset, signedIn] = await Promise.all(await whileHeld(async () => {
    const resetting = resetPassword(house.app, { token, password: fresh });
    await waiting(1);
    const signingIn = signIn(house.app, old);
    await waiting(2);
    return [resetting, signingIn] as const;
  }));
  expect([reset, signedIn]).toEqual([{ ok: true }, { ok: false, reason: "wrong" }]);
  expect(await signInsLeft()).toBe(0);
});

test("a sign-in made just before the reset ends with it", async () => {
  const token = await resetToken();
  const [signedIn, reset] = await Promise.all(await whileHeld(async () => {
    const signingIn = signIn(house.app, old);
    await waiting(1);
    const resetting = resetPassword(house.app, { token, password: fresh });
    await waiting(2);
    return [signingIn, resetting] as const;
  }));
  expect([signedIn.ok, reset]).toEqual([true, { ok: true }]);
  expect(await signInsLeft()).toBe(0);
});

test("whoever still knows the old password does not undo the reset with it", async () => {
  const token = await resetToken();
  const member = await findMember(house.app.db, one.shop.storeId, memberId);
  const [reset, changed] = await Promise.all(await whileHeld(async () => {
    const resetting = resetPassword(house.app, { token, password: fresh });
    await waiting(1);
    const changing = changePassword(house.app, { member: member!, current: password, password: "celui de l’intrus, assez long", clientIp: "203.0.113.9" });
    await waiting(2);
    return [resetting, changing] as const;
  }));
  expect([reset, changed]).toEqual([{ ok: true }, { ok: false, reason: "wrong" }]);
  expect(await signIn(house.app, { ...old, password: fresh })).toMatchObject({ ok: true });
});
