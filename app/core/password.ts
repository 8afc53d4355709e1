export const passwordLengths = { min: 12, max: 200 } as const;
export type PasswordProblem = "password-short" | "password-long";

/** What is wrong with a new password, or null: its length alone counts (NIST SP 800-63B, 3.1.1.2). */
export function findPasswordProblem(password: string): PasswordProblem | null {
  const length = [...password].length;
  return length < passwordLengths.min ? "password-short" : length > passwordLengths.max ? "password-long" : null;
}
