import { callerOf, makeAttemptLimit, type AttemptLimit, type AttemptLimits } from "../core/attempt-limit";
import type { App } from "./ctx";

/** One door's limits: tries from one network, and on one subject (an address, a member) from anywhere. */
export type DoorLimits = { perCaller: AttemptLimits; perSubject: AttemptLimits };
type Made = { perCaller: AttemptLimit; perSubject: AttemptLimit };

const madeFor = new WeakMap<App["db"]["sql"], Map<DoorLimits, Made>>();

/** Counts a try at a door. Out: null when it may go on, else the seconds until it may be tried again. */
export function takeAttempt(app: App, limits: DoorLimits, { clientIp, subject }: { clientIp: string; subject: string }): number | null {
  const { perCaller, perSubject } = findOrMake(app, limits);
  const nowMs = app.now().getTime();
  const waitsMs = [perCaller.take(callerOf(clientIp), nowMs), perSubject.take(subject, nowMs)].map((wait) => wait ?? 0);
  const waitMs = Math.max(...waitsMs);
  return waitMs > 0 ? Math.ceil(waitMs / 1_000) : null;
}

/** The tries on a subject ended well. */
export function forgetAttempts(app: App, limits: DoorLimits, subject: string): void {
  findOrMake(app, limits).perSubject.forget(subject);
}

function findOrMake(app: App, limits: DoorLimits): Made {
  const doors = madeFor.get(app.db.sql) ?? new Map<DoorLimits, Made>();
  madeFor.set(app.db.sql, doors);
  const made = doors.get(limits) ?? { perCaller: makeAttemptLimit(limits.perCaller), perSubject: makeAttemptLimit(limits.perSubject) };
  doors.set(limits, made);
  return made;
}
