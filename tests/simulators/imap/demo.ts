import { deliver, openImap } from ".";
import { postfixReport } from "./returned-mails";

/** The demo's mailbox of undelivered mails, user and password "demo". It lives in memory: each start numbers its mails anew, and says so. */
export async function openDemoReturns(port: number) {
  const { world, port: listening, close } = await openImap({ port });
  world.users.set("demo", "demo");
  world.uidValidity = Math.floor(Date.now() / 1_000);
  return {
    port: listening,
    /** A mail that was taken comes back, as a mail server reports it. In: our own part of its Message-ID. */
    bounce(mail: { messageId: string; to: string }): void {
      deliver(world, postfixReport(mail), new Date());
    },
    close,
  };
}
