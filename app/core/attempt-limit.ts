/** How often something may be tried per key within a window, and how many keys are remembered at all. */
export type AttemptLimits = { attemptsMax: number; windowMs: number; keysMax: number };

export type AttemptLimit = {
  /** Counts a try. Out: null when it may go on, else the milliseconds until the key's window ends: never for ever. */
  take(key: string, nowMs: number): number | null;
  /** Forgets a key: its tries ended well. */
  forget(key: string): void;
};

/** A fixed window per key, in this process's memory. The oldest key goes when there are too many: a flood of names costs no memory. */
export function makeAttemptLimit({ attemptsMax, windowMs, keysMax }: AttemptLimits): AttemptLimit {
  const windows = new Map<string, { endsAtMs: number; count: number }>();
  return {
    take(key, nowMs) {
      const known = windows.get(key);
      if (known && known.endsAtMs > nowMs) {
        known.count += 1;
        return known.count > attemptsMax ? known.endsAtMs - nowMs : null;
      }
      windows.delete(key);
      if (windows.size >= keysMax) windows.delete(windows.keys().next().value as string);
      windows.set(key, { endsAtMs: nowMs + windowMs, count: 1 });
      return null;
    },
    forget: (key) => void windows.delete(key),
  };
}

/** One caller for limits: an IPv4 address, or the /64 an IPv6 host moves in freely (RFC 6177). */
export function callerOf(ip: string): string {
  if (!ip.includes(":") || ip.includes(".")) return ip.replace(/^::ffff:/i, "");
  const [head = "", tail = ""] = ip.split("::", 2);
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = ip.includes("::") ? [...left, ...zeros, ...right] : left;
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
