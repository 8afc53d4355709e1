import { paymentWords } from "../words/payments";
import { useWords } from "./language";

/**
 * Why a message did not arrive, in words. In: what was saved: a code of ours, a code with what the server said
 * ("recipient-refused: 550 …"), or a vendor's own words.
 */
export function useMessageProblem(): (problem: string) => string {
  const words: Record<string, string> = useWords(paymentWords).messageProblems;
  return (problem) => {
    const [, code = problem, detail = ""] = /^([a-z-]+)(?:: ([\s\S]*))?$/.exec(problem) ?? [];
    const known = words[code];
    if (known === undefined) return problem;
    return detail === "" ? known : `${known} (${detail})`;
  };
}
