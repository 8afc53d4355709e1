import { expect, test } from "vitest";
import { EnvError, readEnv } from "./env.server";

const complete = {
  DATABASE_URL: "postgresql://reglo@db.example.com/reglo",
  APP_URL: "https://pay.example.com/",
  SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
};

test("what is not said takes the careful value", () => {
  const env = readEnv(complete);
  expect(env).toMatchObject({
    appUrl: "https://pay.example.com", host: "127.0.0.1", port: 3000, isProduction: false, trustProxyHops: 0, isDemo: false, demoSmtpPort: null, demoImapPort: null,
    worker: { isOn: true, concurrency: 5 }, vendorBaseUrls: {},
  });
  expect(env.secretKey).toHaveLength(32);
});

test("an empty environment is told everything it lacks, at once", () => {
  const problems = problemsOf({});
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual(["DATABASE_URL", "APP_URL", "SECRET_KEY"]);
  expect(problems[2]).toContain("openssl rand -base64 32");
});

test.each([
  ["DATABASE_URL", "mysql://root:hunter2@db/reglo"],
  ["DATABASE_URL", "hunter2"],
  ["APP_URL", "pay.example.com"],
  ["APP_URL", "ftp://pay.example.com"],
  ["APP_URL", "https://pay.example.com/reglo"],
  ["APP_URL", "http://pay.example.com"],
  ["PORT", "http"],
  ["PORT", "70000"],
  ["PORT", "3000.5"],
  ["SECRET_KEY", "hunter2"],
  ["NODE_ENV", "prod"],
  ["TRUST_PROXY_HOPS", "-1"],
  ["DEMO", "maybe"],
  ["WORKER_CONCURRENCY", "0"],
  ["VENDOR_BASE_URLS", "{"],
  ["VENDOR_BASE_URLS", "[1]"],
  ["VENDOR_BASE_URLS", '{"bank":"https://hunter2.example.com"}'],
])("%s=%s is refused by name, without repeating the value", (name, value) => {
  const problems = problemsOf({ ...complete, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name} `));
  expect(problems[0]).not.toContain("hunter2");
});

test("plain http is for loopback, and for the demo", () => {
  expect(readEnv({ ...complete, APP_URL: "http://localhost:3000" }).appUrl).toBe("http://localhost:3000");
  expect(readEnv({ ...complete, APP_URL: "http://192.168.1.20:3000", DEMO: "on" }).appUrl).toBe("http://192.168.1.20:3000");
});

test("a simulator on loopback takes a vendor's place", () => {
  expect(readEnv({ ...complete, VENDOR_BASE_URLS: '{"bank":"http://127.0.0.1:4000"}' }).vendorBaseUrls).toEqual({ bank: "http://127.0.0.1:4000" });
});

test("our app at a platform is known by its id and secret, and by the old secret while that is being changed", () => {
  const app = { ACME_SHOP_CLIENT_ID: "id", ACME_SHOP_CLIENT_SECRET: "new" };
  expect(readEnv({ ...complete, ...app }).vendorApps).toEqual({ "acme-shop": { id: "id", secret: "new", oldSecret: null } });
  expect(readEnv({ ...complete, ...app, ACME_SHOP_CLIENT_SECRET_OLD: "old" }).vendorApps["acme-shop"]).toEqual({ id: "id", secret: "new", oldSecret: "old" });
  expect(readEnv({ ...complete, ACME_SHOP_CLIENT_ID: "id", ACME_SHOP_CLIENT_SECRET_OLD: "old" }).vendorApps).toEqual({});
});

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  throw new Error("It was accepted");
}
