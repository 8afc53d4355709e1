// Before `npm run typecheck`: types are read from the database client, which a fresh clone does not have yet.
import { prepareClient } from "./prepare.mjs";

try {
  await prepareClient({ say: (line) => console.log(`· ${line}`) });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
