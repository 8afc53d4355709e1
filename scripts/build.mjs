// `npm run build`: what a deployment needs, nothing started.
import { prepare } from "./prepare.mjs";

try {
  await prepare({ say: (line) => console.log(`· ${line}`) });
  console.log("Built. To run it: npm run migrate, then node build/server/server.js");
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
