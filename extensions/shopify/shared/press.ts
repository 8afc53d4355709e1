/** Makes the id of a press: the app does a press once, however often it arrives. */
export function newPressId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // not randomUUID: a shop tried on plain http has none
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Gives the same content the same id until it is done, so that a retry after a lost answer is the same press and an
 * edited e-mail is another one.
 */
export function makePresses(): { idFor: (content: unknown) => string; done: (content: unknown) => void } {
  const ids = new Map<string, string>();
  return {
    idFor: (content) => {
      const key = JSON.stringify(content);
      const id = ids.get(key) ?? newPressId();
      ids.set(key, id);
      return id;
    },
    done: (content) => void ids.delete(JSON.stringify(content)),
  };
}
