/** The real fetch, that counts what leaves and can lose one answer on its way back. */
export function countingFetch() {
  let calls = 0;
  let lost: RegExp | null = null;
  const counted: typeof fetch = async (input, init) => {
    calls += 1;
    const answer = await fetch(input, init);
    if (!lost?.test(String(input))) return answer;
    lost = null;
    throw new TypeError("fetch failed");
  };
  return { fetch: counted, calls: () => calls, lose: (path: RegExp) => void (lost = path) };
}
