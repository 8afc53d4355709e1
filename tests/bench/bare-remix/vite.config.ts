import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/** What the merchant's screens are measured against: Remix and Polaris, one page, nothing else. */
export default defineConfig({
  build: { target: "es2022" },
  plugins: [remix({ buildDirectory: process.env.BARE_OUT ?? "build", future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_singleFetch: true, v3_throwAbortReason: true, v3_lazyRouteDiscovery: false } })],
});
