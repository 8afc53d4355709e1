/** Ends every switch on a union: the compiler refuses a forgotten case, the run refuses an impossible one. */
export function assertUnreachable(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}

/** For our own bugs only; what a person or a vendor does wrong is a returned reason or a VendorError. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
