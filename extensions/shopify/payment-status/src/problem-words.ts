import type { Translate } from "../../shared/contract";

const known = [
  "no-messenger", "no-longer-due", "recipient-refused", "settings-refused", "content-refused",
  "returned-address-unknown", "returned-mailbox-closed", "returned-mailbox-full", "returned-too-large", "returned-unreachable", "returned-policy", "returned-other",
] as const;

/** Why a mail did not arrive, in the words of the screen. In: a code of the app ("recipient-refused: 550 …"), or a mail server's own sentence, which stays. */
export function problemWords(translate: Translate, problem: string): string {
  const code = known.find((one) => problem === one || problem.startsWith(`${one}:`));
  return code === undefined ? problem : translate(`problem.${code}`);
}
