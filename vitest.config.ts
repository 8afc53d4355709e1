import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

type Kind = { include: string[]; testTimeout: number; environment?: "jsdom"; server?: { deps: { inline: RegExp[] } } };

/** One project per kind of test: `npm test -- road` runs one of them. A time limit is for what hangs: a machine that does ten things beside is ten times slower. */
const projects: Record<string, Kind> = {
  unit: { include: ["app/**/*.test.{ts,tsx}", "adapters/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "tests/*.test.ts"], testTimeout: 120_000 },
  road: { include: ["tests/road/**/*.test.ts"], testTimeout: 120_000 },
  routes: { include: ["tests/routes/**/*.test.{ts,tsx}"], testTimeout: 120_000 },
  contract: { include: ["tests/contract/**/*.test.ts"], testTimeout: 120_000 },
  // Shopify's tester is published as TypeScript in part, which node does not load by itself.
  extensions: { include: ["extensions/shopify/**/*.test.{ts,tsx}"], testTimeout: 120_000, environment: "jsdom", server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } } },
  php: { include: ["tests/php/**/*.test.ts"], testTimeout: 120_000 },
  e2e: { include: ["tests/e2e/**/*.test.ts"], testTimeout: 480_000 },
};

/** Against real shops and accounts; only `npm run test:live` asks for it. */
const live: Kind = { include: ["tests/live/**/*.live.test.ts"], testTimeout: 1_200_000 };

export default defineConfig({
  esbuild: { jsx: "automatic" },
  test: {
    globalSetup: ["tests/support/test-run.ts"],
    setupFiles: ["tests/support/seed.ts"],
    pool: "forks",
    expect: { poll: { timeout: 90_000 } },
    // Vitest leaves a core free; on two cores that is half of them, while most files wait for a database or a browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: Object.entries(process.env.REGLO_LIVE ? { live } : projects).map(([name, kind]) => ({
      extends: true as const,
      test: { name, ...kind, hookTimeout: 600_000 },
    })),
  },
});
