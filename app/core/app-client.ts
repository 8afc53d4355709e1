/** Our app at a platform: the id is public, the secret signs what comes from there and asks for tokens. */
export type AppClient = {
  id: string;
  secret: string;
  /** The one before, as long as the platform has not let go of it: it signs still, and asks for nothing. Else null. */
  oldSecret: string | null;
};

/** Every secret whose signature is believed, the one to ask with first. */
export const secretsOf = ({ secret, oldSecret }: AppClient): readonly string[] => (oldSecret === null ? [secret] : [secret, oldSecret]);
