import { runDueJobs, type House } from "./house";

/** The process dies here: nothing after this line of it runs. */
export class Killed extends Error {}

/** `at`: the step to die at, 0 for never; `seen`: what was passed. */
export type KillStep = { at: number; seen: string[] };

/** Dies at the given durable step, before it or after it, and stays dead until the restart; counts them all. */
export function killAt(house: House, step: KillStep): () => void {
  const pass = (name: string) => {
    step.seen.push(name);
    if (step.at > 0 && step.seen.length >= step.at) throw new Killed(name);
  };
  const transact = house.app.db.sql.$transaction.bind(house.app.db.sql) as (...args: never[]) => Promise<unknown>;
  house.paper.fault = (vendor, call, moment) => pass(`${vendor}.${call} ${moment}`);
  house.app.db.sql.$transaction = (async (work: never, options: never) => {
    pass("transaction do");
    const result = await transact(work, options);
    pass("transaction done");
    return result;
  }) as never;
  return function restart() {
    house.paper.fault = () => undefined;
    house.app.db.sql.$transaction = transact as never;
  };
}

/** A killed job is a killed process: what comes after it does not happen either. */
export async function runUntilKilled(house: House): Promise<void> {
  const failed = await runDueJobs(house);
  if (failed.length > 0) throw new Killed(failed.join());
}
