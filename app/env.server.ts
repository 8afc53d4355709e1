import { z } from "zod";
import type { AppClient } from "./core/app-client";

/** What the process was told from outside, checked; nothing else reads the environment. */
export type Env = {
  databaseUrl: string;
  /** The address shoppers and vendors reach, no slash at the end. */
  appUrl: string;
  host: string;
  port: number;
  /** 32 bytes: seals the settings and tokens in the database. Losing it loses them. */
  secretKey: Uint8Array;
  isProduction: boolean;
  /** Proxies in front that set X-Forwarded-For; 0 believes nobody. */
  trustProxyHops: number;
  /** Demo: the sandbox is offered, and the sign-in page shows the demo's account. */
  isDemo: boolean;
  /** Where the demo's inbox takes mail on loopback; null without one. */
  demoSmtpPort: number | null;
  /** Where it lets undelivered mails be read, by IMAP on loopback; null without one. */
  demoImapPort: number | null;
  worker: { isOn: boolean; concurrency: number };
  /** A simulator instead of the vendor's own address, on loopback only. */
  vendorBaseUrls: Readonly<Record<string, string>>;
  /** Our app at platforms that embed it, by vendor: from VENDOR_CLIENT_ID, VENDOR_CLIENT_SECRET and, while that is being changed, VENDOR_CLIENT_SECRET_OLD. */
  vendorApps: Readonly<Record<string, AppClient>>;
};

/** Every problem at once, each naming its variable; never a value, which may be a secret. */
export class EnvError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "EnvError";
    this.problems = problems;
  }
}

const secretKeyBytes = 32;
const concurrencyMax = 50;

const flag = (initial: "on" | "off") =>
  z
    .enum(["on", "off", "true", "false", "1", "0", ""], { error: "must be on or off" })
    .default(initial)
    .transform((word) => ["on", "true", "1"].includes(word === "" ? initial : word));

const count = (initial: number, min: number, max: number) =>
  z
    .string()
    .default(String(initial))
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max, `must be a whole number from ${min} to ${max}`)
    .transform(Number);

const shape = z.object({
  DATABASE_URL: z.string({ error: "is missing: the address of a PostgreSQL database, postgresql://user:password@host:5432/name" })
    .refine((text) => hasProtocol(text, ["postgres:", "postgresql:"]), "must be an address like postgresql://user:password@host:5432/name"),
  APP_URL: z.string({ error: "is missing: the address shoppers reach, https://pay.example.com" })
    .refine((text) => hasProtocol(text, ["http:", "https:"]), { error: "must be an address like https://pay.example.com", abort: true })
    .refine((text) => !hasPath(text), "must be an address without a path: Réglo lives at the root of its host")
    .transform((text) => new URL(text).origin),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: count(3000, 0, 65_535),
  SECRET_KEY: z.string({ error: `is missing: ${secretKeyBytes} random bytes in base64, from \`openssl rand -base64 ${secretKeyBytes}\`` })
    .transform((text) => Buffer.from(text, "base64"))
    .refine((bytes) => bytes.length === secretKeyBytes, `must be ${secretKeyBytes} bytes in base64, from \`openssl rand -base64 ${secretKeyBytes}\``),
  NODE_ENV: z.enum(["production", "development", "test"], { error: "must be production, development or test" }).default("development"),
  TRUST_PROXY_HOPS: count(0, 0, 10),
  DEMO: flag("off"),
  DEMO_SMTP_PORT: count(0, 0, 65_535),
  DEMO_IMAP_PORT: count(0, 0, 65_535),
  WORKER: flag("on"),
  WORKER_CONCURRENCY: count(5, 1, concurrencyMax),
  VENDOR_BASE_URLS: z.string().default("{}").transform(parseJson)
    .pipe(z.record(z.string(), z.string(), { error: 'must be JSON like {"vendor":"http://127.0.0.1:4000"}' }))
    .refine((map) => Object.values(map).every(isLoopback), "may only hold http addresses on loopback: keys and payments would go there"),
});

/** Checks the environment; throws one EnvError with everything that is wrong. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const read = shape.safeParse(source);
  if (!read.success) throw new EnvError(read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  const found = read.data;
  if (!found.DEMO && found.APP_URL.startsWith("http:") && !isLoopback(found.APP_URL)) {
    throw new EnvError(["APP_URL must be https: people pay and sign in there (http is for loopback and DEMO=on)"]);
  }
  return {
    databaseUrl: found.DATABASE_URL,
    appUrl: found.APP_URL,
    host: found.HOST,
    port: found.PORT,
    secretKey: found.SECRET_KEY,
    isProduction: found.NODE_ENV === "production",
    trustProxyHops: found.TRUST_PROXY_HOPS,
    isDemo: found.DEMO,
    demoSmtpPort: found.DEMO_SMTP_PORT || null,
    demoImapPort: found.DEMO_IMAP_PORT || null,
    worker: { isOn: found.WORKER, concurrency: found.WORKER_CONCURRENCY },
    vendorBaseUrls: found.VENDOR_BASE_URLS,
    vendorApps: readVendorApps(source),
  };
}

/** Pairs only: other software's variables may end in the same words. */
function readVendorApps(source: Readonly<Record<string, string | undefined>>): Env["vendorApps"] {
  return Object.fromEntries(Object.entries(source).flatMap(([name, id]) => {
    const vendor = /^([A-Z][A-Z0-9_]*)_CLIENT_ID$/.exec(name)?.[1];
    const secret = vendor === undefined ? undefined : source[`${vendor}_CLIENT_SECRET`];
    if (vendor === undefined || !id || !secret) return [];
    return [[vendor.toLowerCase().replaceAll("_", "-"), { id, secret, oldSecret: source[`${vendor}_CLIENT_SECRET_OLD`] || null }]];
  }));
}

/** The same, from the process. */
export const readProcessEnv = (): Env => readEnv(process.env);

function hasProtocol(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function hasPath(text: string): boolean {
  const url = new URL(text);
  return url.pathname !== "/" || url.search !== "" || url.hash !== "" || url.username !== "";
}

function isLoopback(text: string): boolean {
  if (!hasProtocol(text, ["http:", "https:"])) return false;
  const { hostname } = new URL(text);
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith(".localhost");
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: 'must be JSON like {"vendor":"http://127.0.0.1:4000"}' });
    return z.NEVER;
  }
}
