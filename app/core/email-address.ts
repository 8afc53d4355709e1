export const emailLengthMax = 254;

/**
 * A typed e-mail address, cleaned of the spaces around it; null when it could not be one. Letters of any script are
 * allowed (RFC 6531); what could end a header or begin a second recipient is not: white space, quotes, brackets, commas.
 */
export function findEmail(typed: string): string | null {
  const text = typed.trim().normalize("NFC");
  if (text.length > emailLengthMax) return null;
  const isAddress = /^[^\s\p{C}@"<>(),;:\\[\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}][\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}]$/u.test(text);
  return isAddress ? text : null;
}
