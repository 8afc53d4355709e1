import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { edition } from "./edition.config";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Remix builds its own entry only; the process, its one command and the demo's seed join it, so that all share one copy of every module.
 * "./" because "prisma/…" would be the package of that name.
 */
const serverEntry: Plugin = {
  name: "server-entry",
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? { build: { rollupOptions: { input: { index: "virtual:remix/server-build", server: "./app/server.ts", "reset-link": "./app/reset-link.ts", ...(edition === "merchant" && { seed: "./prisma/seed.ts" }) }, output: { entryFileNames: "[name].js" } } } }
      : {},
};

/** The App Store edition has another registry: what it does not name is not in its build. */
const editionRegistry: Plugin = {
  name: "edition-registry",
  enforce: "pre",
  resolveId(source, importer) {
    if (edition === "merchant" || !source.endsWith("/adapters/index.server")) return null;
    return this.resolve(source.replace(/index\.server$/, "index.app-store.server"), importer);
  },
};

export default defineConfig({
  // One target for both builds: with two, the same style sheet is minified differently and gets two addresses.
  build: { target: "es2022" },
  // Of these the server needs a few pieces and would load hundreds at every start; bundled, what is not used is left out.
  ssr: { noExternal: [/^@shopify\/polaris/, /^@react-email\//] },
  // Native, and on the server only: the development server would look for a browser's version of it.
  optimizeDeps: { exclude: ["@node-rs/argon2"] },
  plugins: [
    editionRegistry,
    remix({
      buildDirectory: process.env.BUILD_DIRECTORY || "build",
      future: {
        v3_fetcherPersist: true,
        // It needs session storage, which a private window refuses to a frame of another site: inside a shop's admin no menu would work.
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    serverEntry,
  ],
});
