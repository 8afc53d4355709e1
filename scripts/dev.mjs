// `npm run dev`: the demo's own database and inbox, with the sources reloaded as they change.
import { openDemo } from "./demo.mjs";
import { listeningPort } from "./machine.mjs";

const reloadPort = 24_678;

const say = (line) => console.log(`· ${line}`);
const demo = await openDemo({ say, isBuildNeeded: false });
if (!demo.ok) {
  console.error(`Réglo runs here already, in process ${demo.pid}. Stop it first.`);
  process.exit(1);
}
Object.assign(process.env, demo.env, { NODE_ENV: "development" });
const { createServer } = await import("vite");
const vite = await createServer({ server: { middlewareMode: true, hmr: { port: await listeningPort(reloadPort) } }, appType: "custom" });
const { readProcessEnv } = await vite.ssrLoadModule("/app/env.server.ts");
const { demoSignIn } = await vite.ssrLoadModule("/app/core/demo-account.ts");
const { seed } = await vite.ssrLoadModule("/prisma/seed.ts");
if (readProcessEnv().isDemo) await seed(readProcessEnv());
const { serve } = await vite.ssrLoadModule("/app/server/serve.server.ts");
await serve({
  build: () => vite.ssrLoadModule("virtual:remix/server-build"),
  assets: { middleware: vite.middlewares },
  onClose: async () => {
    await vite.close();
    await demo.close();
  },
});
await demo.shop?.ready;
console.log(`\n  The app                ${demo.env.APP_URL}\n  Sign in with           ${demoSignIn.email}  /  ${demoSignIn.password}\n  Mails the demo sends   ${demo.inboxUrl}\n  A Shopify shop         ${demo.shop?.url ?? "(none)"}\n`);
