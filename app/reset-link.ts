import { openApp } from "./context.server";
import { findMemberByEmail } from "./db/members.server";
import { EnvError, readProcessEnv } from "./env.server";
import { makeResetAddress } from "./flows/reset-password.server";
import { logError } from "./server/log.server";

/** `node build/server/reset-link.js you@shop.fr`: prints the one-time address that the mail would have carried, for whoever runs the server. */
async function main(email: string): Promise<number> {
  const app = await openApp(readProcessEnv());
  try {
    const member = await findMemberByEmail(app.db, email);
    if (member) process.stdout.write(`${await makeResetAddress(app, member)}\n`);
    else process.stderr.write("Nobody signs in with this address.\n");
    return member ? 0 : 1;
  } finally {
    await app.close();
  }
}

try {
  const [email] = process.argv.slice(2);
  if (email === undefined) process.stderr.write("Whose password? node build/server/reset-link.js you@shop.fr\n");
  process.exitCode = email === undefined ? 2 : await main(email);
} catch (error) {
  if (error instanceof EnvError) process.stderr.write(`${error.message}\n`);
  else logError("reset-link", error);
  process.exitCode = 1;
}
