// Serves the bare page as the product serves its own: compressed, assets for good.
import path from "node:path";
import compression from "compression";
import express from "express";
import { createRequestHandler } from "@remix-run/express";

const directory = process.env.BARE_OUT;
const build = await import(path.join(directory, "server", "index.js"));
const http = express();
http.use(compression());
http.use("/assets", express.static(path.join(directory, "client", "assets"), { immutable: true, maxAge: "1y" }));
http.all("*", createRequestHandler({ build, mode: "production" }));
const server = http.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ kind: "listening" }));
process.on("SIGTERM", () => {
  server.closeAllConnections();
  server.close(() => process.exit(0));
});
